//! The kinds of change in the life cycle of operations, parameters and properties.

use super::catalogue;

catalogue! {
    OPERATION_DEPRECATED, "operation-deprecated", Neither, Keeps, Works, Notes,
        "deprecated: true set (with or without date)";
    OPERATION_REACTIVATED, "operation-reactivated", Neither, Keeps, Works, Same,
        "deprecated removed";
    OPERATION_SUNSET_MISSING, "operation-sunset-missing", Neither, Unclear, Works, Notes,
        "deprecated with no (or an unreadable) sunset date";
    OPERATION_SUNSET_TOO_SOON, "operation-sunset-too-soon", Neither, Unclear, Works, Same,
        "sunset date closer than the policy allows";
    OPERATION_SUNSET_MOVED_EARLIER, "operation-sunset-moved-earlier", Neither, Unclear, Works, Same,
        "sunset date pulled forward";
    OPERATION_SUNSET_DELETED, "operation-sunset-deleted", Neither, Unclear, Works, Same,
        "sunset date withdrawn while still deprecated";
    OPERATION_SUNSET_PASSED, "operation-sunset-passed", Neither, Unclear, Depends, Same,
        "sunset date lies in the past of the check date";
    PARAM_DEPRECATED, "param-deprecated", Request, Keeps, Works, Notes,
        "parameter deprecated / reactivated";
    PARAM_SUNSET_POLICY, "param-sunset-policy", Request, Unclear, Works, Same,
        "parameter sunset missing, unreadable, too soon, moved or deleted";
    PROPERTY_DEPRECATED, "property-deprecated", Both, Keeps, Works, Notes,
        "schema property deprecated / reactivated";
    PROPERTY_SUNSET_POLICY, "property-sunset-policy", Both, Unclear, Works, Same,
        "property sunset missing, unreadable or too soon";
    STABILITY_DECREASED, "stability-decreased", Neither, Unclear, Works, Same,
        "x-stability-level lowered or invalid";
    STABILITY_INCREASED, "stability-increased", Neither, Keeps, Works, Same,
        "x-stability-level raised";
    VERSION_NOT_BUMPED, "version-not-bumped", Neither, Keeps, Works, Same,
        "contract changed, info.version did not (or went down, or major did not move)";
    SPEC_VERSION_CHANGED, "spec-version-changed", Neither, Keeps, Works, BreaksIfClosed,
        "openapi: 3.0.x -> 3.1.x";
    INFO_CHANGED, "info-changed", Neither, Keeps, Works, Same,
        "title, contact, licence, termsOfService";
}
