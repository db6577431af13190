package org.parley.bench;

import java.util.OptionalLong;

/**
 * What a server and its children had used at one moment.
 *
 * @param rss kilobytes; pages that children share count in each
 * @param pss kilobytes; shared pages count once. Empty where the kernel does not say
 */
record Usage(String name, int processes, double cpuSeconds, long rss, OptionalLong pss) {}
