//! The kinds of change in enums.

use super::catalogue;

catalogue! {
    ENUM_VALUE_REMOVED_REQUEST, "enum-value-removed-request", Request, Breaks, Fails, Breaks,
        "enum value removed (request body/property)";
    ENUM_VALUE_ADDED_REQUEST, "enum-value-added-request", Request, Keeps, Works, BreaksIfClosed,
        "enum value added (request)";
    ENUM_VALUE_REMOVED_RESPONSE, "enum-value-removed-response", Response, Keeps, Works, Breaks,
        "enum value removed (response)";
    ENUM_VALUE_ADDED_RESPONSE, "enum-value-added-response", Response, Unclear, Degrades, BreaksIfClosed,
        "enum value added (response)";
    ENUM_INTRODUCED_REQUEST, "enum-introduced-request", Request, Breaks, Fails, Breaks,
        "free value became an enum (request)";
    ENUM_INTRODUCED_RESPONSE, "enum-introduced-response", Response, Keeps, Works, Breaks,
        "free value became an enum (response)";
    ENUM_DROPPED, "enum-dropped", Both, Unclear, Degrades, Breaks,
        "enum became a free value";
    ENUM_REORDERED, "enum-reordered", Both, Keeps, Works, Same,
        "same values, other order";
    ENUM_VALUE_COLLISION, "enum-value-collision", Both, Keeps, Works, Breaks,
        "two values now mangle to the same variant name";
    ENUM_VARNAMES_CHANGED, "enum-varnames-changed", Both, Keeps, Works, Breaks,
        "x-enum-varnames / x-enumNames changed";
    ENUM_CLOSED_TO_EXTENSIBLE, "enum-closed-to-extensible", Both, Keeps, Works, Breaks,
        "enum <-> x-extensible-enum / anyOf of enum and string";
}
