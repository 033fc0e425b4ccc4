//! The kinds of change in parameters.

use super::catalogue;

catalogue! {
    PARAM_REQUIRED_ADDED, "param-required-added", Request, Breaks, Fails, Breaks,
        "new required query/header/cookie parameter (on the operation or the whole path)";
    PARAM_OPTIONAL_ADDED, "param-optional-added", Request, Keeps, Works, BreaksIfClosed,
        "new optional parameter";
    PARAM_PATH_ADDED, "param-path-added", Request, Breaks, Fails, Breaks,
        "new path parameter";
    PARAM_REMOVED, "param-removed", Request, Unclear, Works, Breaks,
        "parameter removed";
    PARAM_REMOVED_DEPRECATED, "param-removed-deprecated", Request, Keeps, Works, Breaks,
        "deprecated parameter removed after its sunset, or with none set";
    PARAM_REMOVED_BEFORE_SUNSET, "param-removed-before-sunset", Request, Breaks, Works, Breaks,
        "deprecated parameter removed ahead of its sunset date";
    PARAM_BECAME_REQUIRED, "param-became-required", Request, Breaks, Fails, Breaks,
        "optional -> required";
    PARAM_BECAME_OPTIONAL, "param-became-optional", Request, Keeps, Works, Breaks,
        "required -> optional";
    PARAM_TYPE_CHANGED, "param-type-changed", Request, Breaks, Fails, Breaks,
        "type or format changed incompatibly";
    PARAM_TYPE_GENERALIZED, "param-type-generalized", Request, Keeps, Works, Breaks,
        "type widened (integer -> number, scalar -> scalar or list)";
    PARAM_TYPE_LIST_NARROWED, "param-type-list-narrowed", Request, Breaks, Fails, Breaks,
        "one of several allowed types dropped";
    PARAM_TYPE_LIST_WIDENED, "param-type-list-widened", Request, Keeps, Works, BreaksIfClosed,
        "A further allowed type";
    PARAM_NULLABLE_CHANGED, "param-nullable-changed", Request, Unclear, Depends, Breaks,
        "became (not) nullable";
    PARAM_ENUM_ADDED, "param-enum-added", Request, Breaks, Fails, Breaks,
        "free value became an enum";
    PARAM_ENUM_VALUE_REMOVED, "param-enum-value-removed", Request, Breaks, Fails, Breaks,
        "enum value removed";
    PARAM_ENUM_VALUE_ADDED, "param-enum-value-added", Request, Keeps, Works, BreaksIfClosed,
        "enum value added";
    PARAM_ENUM_DROPPED, "param-enum-dropped", Request, Keeps, Works, Breaks,
        "enum became free value";
    PARAM_DEFAULT_CHANGED, "param-default-changed", Request, Breaks, Differs, Notes,
        "default added/removed/changed";
    PARAM_STYLE_CHANGED, "param-style-changed", Request, Breaks, Fails, Notes,
        "style, explode, allowReserved or content-vs-schema changed";
    PARAM_LOCATION_CHANGED, "param-location-changed", Request, Breaks, Fails, Notes,
        "same name moved query<->header<->cookie<->path";
    PARAM_RENAMED, "param-renamed", Request, Breaks, Fails, Breaks,
        "likely rename (one removed, one added, same schema and place)";
    PARAM_ORDER_CHANGED, "param-order-changed", Request, Keeps, Works, BreaksIfClosed,
        "order of parameters changed";
    PARAM_MOVED_PATH_LEVEL, "param-moved-path-level", Request, Keeps, Works, Same,
        "parameter moved between path item and operation";
    PARAM_REF_INLINED, "param-ref-inlined", Request, Keeps, Works, Same,
        "parameter $ref replaced by an equal inline object";
    PARAM_MAX_TIGHTENED, "param-max-tightened", Request, Breaks, Fails, Same,
        "max/exclusiveMax lowered";
    PARAM_MAX_SET, "param-max-set", Request, Unclear, Depends, Same,
        "max/exclusiveMax first set";
    PARAM_MAX_LOOSENED, "param-max-loosened", Request, Keeps, Works, Same,
        "max/exclusiveMax raised";
    PARAM_MIN_TIGHTENED, "param-min-tightened", Request, Breaks, Fails, Same,
        "min/exclusiveMin raised";
    PARAM_MIN_SET, "param-min-set", Request, Unclear, Depends, Same,
        "min/exclusiveMin first set";
    PARAM_MIN_LOOSENED, "param-min-loosened", Request, Keeps, Works, Same,
        "min/exclusiveMin lowered";
    PARAM_LENGTH_TIGHTENED, "param-length-tightened", Request, Breaks, Fails, Same,
        "maxLength lowered or minLength raised";
    PARAM_LENGTH_SET, "param-length-set", Request, Unclear, Depends, Same,
        "maxLength first set";
    PARAM_LENGTH_LOOSENED, "param-length-loosened", Request, Keeps, Works, Same,
        "maxLength raised or minLength lowered";
    PARAM_ITEMS_TIGHTENED, "param-items-tightened", Request, Breaks, Fails, Same,
        "maxItems lowered or minItems raised";
    PARAM_ITEMS_SET, "param-items-set", Request, Unclear, Depends, Same,
        "minItems/maxItems first set";
    PARAM_ITEMS_LOOSENED, "param-items-loosened", Request, Keeps, Works, Same,
        "maxItems raised or minItems lowered";
    PARAM_PATTERN_ADDED, "param-pattern-added", Request, Breaks, Fails, Same,
        "pattern added or changed";
    PARAM_PATTERN_LOOSENED, "param-pattern-loosened", Request, Keeps, Works, Same,
        "pattern removed or widened to match anything";
    HEADER_OBJECT_PROPERTY_TIGHTENED, "header-object-property-tightened", Request, Breaks, Fails, Breaks,
        "property of an object-valued header parameter became required / enum / new required";
}
