package org.parley.contracts;

/**
 * Who sees a user's presence, on {@link KafkaTopic#ACCESS} under {@link AccessKey.Visibility}; the
 * newest counts. Without one, and after a record without a value, it is {@link Visibility#DEFAULT}.
 *
 * @param owner whose presence it is
 * @param visibility the wire name of a {@link Visibility}
 */
public record PresenceVisibility(String owner, String visibility) {}
