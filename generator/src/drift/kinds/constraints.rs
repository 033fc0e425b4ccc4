//! The kinds of change in bounds in bodies.

use super::catalogue;

catalogue! {
    REQ_MAX_TIGHTENED, "req-max-tightened", Request, Breaks, Fails, Same,
        "max/exclusiveMax/maxLength/maxItems lowered";
    REQ_MAX_SET, "req-max-set", Request, Unclear, Depends, Same,
        "max/exclusiveMax/maxLength first set";
    REQ_MAX_LOOSENED, "req-max-loosened", Request, Keeps, Works, Same,
        "the same raised";
    REQ_MIN_TIGHTENED, "req-min-tightened", Request, Breaks, Fails, Same,
        "min/exclusiveMin/minLength/minItems raised";
    REQ_MIN_SET, "req-min-set", Request, Unclear, Depends, Same,
        "min/exclusiveMin/minItems first set";
    REQ_MIN_LOOSENED, "req-min-loosened", Request, Keeps, Works, Same,
        "the same lowered";
    RESP_MAX_LOOSENED, "resp-max-loosened", Response, Breaks, Degrades, Same,
        "max/exclusiveMax/maxLength raised or dropped in a response";
    RESP_MIN_LOOSENED, "resp-min-loosened", Response, Breaks, Degrades, Same,
        "min/exclusiveMin/minLength/minItems lowered or dropped in a response";
    REQ_PATTERN_ADDED, "req-pattern-added", Request, Breaks, Fails, Same,
        "pattern added or changed (request)";
    REQ_PATTERN_LOOSENED, "req-pattern-loosened", Request, Keeps, Works, Same,
        "pattern removed or widened (request)";
    RESP_PATTERN_CHANGED, "resp-pattern-changed", Response, Keeps, Works, Same,
        "pattern added/changed/removed (response)";
    MULTIPLE_OF_CHANGED, "multiple-of-changed", Both, Unclear, Depends, Same,
        "multipleOf changed";
    MIN_MAX_PROPERTIES_CHANGED, "min-max-properties-changed", Both, Unclear, Depends, Same,
        "minProperties/maxProperties changed";
    EXCLUSIVE_RESPELLED, "exclusive-respelled", Both, Keeps, Works, Same,
        "exclusiveMinimum boolean (3.0) <-> number (3.1), same bound";
    INTEGER_RANGE_TYPE_CHANGED, "integer-range-type-changed", Both, Keeps, Depends, Breaks,
        "A bound change that alters the chosen integer type";
}
