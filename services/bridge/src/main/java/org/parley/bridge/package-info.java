/** Takes what people publish over MQTT to Kafka, and what services say from Kafka to MQTT. */
@NullMarked
package org.parley.bridge;

import org.jspecify.annotations.NullMarked;
