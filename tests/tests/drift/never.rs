//! Kinds of change in schemas that no rule reports, and why.

/// The kinds and the reasons.
pub(crate) const NEVER: [(&str, &str); 8] = [
    ("prop-order-changed", "the order of members means nothing in JSON, and that of fields nothing in Rust"),
    ("shared-schema-both-directions", "each direction has kinds of its own, whose verdicts differ"),
    ("nullable-respelled", "all spellings of null are one before rules look"),
    ("enum-reordered", "values are a set"),
    ("union-wrapped-single", "a union of one arm is that arm before rules look"),
    ("allof-flattened", "members of `allOf` are one schema before rules look"),
    ("exclusive-respelled", "both spellings of an exclusive bound are one before rules look"),
    ("integer-range-type-changed", "the type of an integer is never chosen by its bounds"),
];

/// The first and the last kind that is about schemas.
pub(crate) const SCHEMAS: [&str; 2] = ["req-prop-required-added", "integer-range-type-changed"];
