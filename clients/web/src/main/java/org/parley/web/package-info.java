/** One origin for browsers: the web client's files, and the way to the services and the broker. */
@NullMarked
package org.parley.web;

import org.jspecify.annotations.NullMarked;
