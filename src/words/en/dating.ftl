# When a unit was built.

dating-not-relied-on = A reviewer does not rely on this mark: { $reason }
dating-not-manufacture = It is a date of something else than manufacture.
dating-after-use = It begins after the weapon was used or found.
dating-suspect = It does not agree with when parts of this family were made.
dating-if-accepted = If the reading by { $rule } were accepted.
dating-if-taken-back = If the rejected reading by { $rule } were right after all.
dating-if-dropped = If this mark were not relied on.
