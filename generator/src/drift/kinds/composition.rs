//! The kinds of change in composed schemas.

use super::catalogue;

catalogue! {
    ONEOF_ADDED_REQUEST, "oneof-added-request", Request, Keeps, Works, BreaksIfClosed,
        "oneOf/anyOf alternative added (request)";
    ONEOF_REMOVED_REQUEST, "oneof-removed-request", Request, Breaks, Fails, Breaks,
        "oneOf/anyOf alternative removed (request)";
    ONEOF_ADDED_RESPONSE, "oneof-added-response", Response, Breaks, Degrades, BreaksIfClosed,
        "oneOf alternative added (response)";
    ANYOF_ADDED_RESPONSE, "anyof-added-response", Response, Keeps, Degrades, BreaksIfClosed,
        "anyOf alternative added (response)";
    ONEOF_REMOVED_RESPONSE, "oneof-removed-response", Response, Keeps, Works, Breaks,
        "oneOf/anyOf alternative removed (response)";
    UNION_REORDERED, "union-reordered", Both, Keeps, Works, Notes,
        "alternatives reordered";
    UNION_WRAPPED_SINGLE, "union-wrapped-single", Both, Keeps, Works, Same,
        "schema wrapped in a one-element oneOf/anyOf/allOf (or unwrapped)";
    ALLOF_ADDED_REQUEST, "allof-added-request", Request, Breaks, Depends, Breaks,
        "allOf member added (request)";
    ALLOF_REMOVED_REQUEST, "allof-removed-request", Request, Unclear, Depends, Breaks,
        "allOf member removed (request)";
    ALLOF_CHANGED_RESPONSE, "allof-changed-response", Response, Keeps, Depends, BreaksIfClosed,
        "allOf member added or removed (response)";
    ALLOF_ANNOTATION_ONLY, "allof-annotation-only", Both, Keeps, Works, Same,
        "allOf member that only carries annotations added/removed";
    ALLOF_FLATTENED, "allof-flattened", Both, Keeps, Works, Same,
        "allOf replaced by the equal flat schema, or the reverse";
    NOT_CHANGED, "not-changed", Both, Unclear, Depends, Same,
        "not added/removed/changed";
    DISCRIMINATOR_ADDED, "discriminator-added", Both, Keeps, Depends, Breaks,
        "discriminator added";
    DISCRIMINATOR_REMOVED, "discriminator-removed", Both, Keeps, Depends, Breaks,
        "discriminator removed";
    DISCRIMINATOR_PROPERTY_CHANGED, "discriminator-property-changed", Both, Breaks, Fails, Notes,
        "discriminator.propertyName changed";
    DISCRIMINATOR_MAPPING_ADDED, "discriminator-mapping-added", Both, Keeps, Degrades, BreaksIfClosed,
        "mapping entry added";
    DISCRIMINATOR_MAPPING_REMOVED, "discriminator-mapping-removed", Both, Breaks, Fails, Breaks,
        "mapping entry deleted or re-pointed";
    CONDITIONAL_TIGHTENED, "conditional-tightened", Both, Breaks, Depends, Same,
        "if/then/else added in a request or removed from a response";
    CONDITIONAL_LOOSENED, "conditional-loosened", Both, Keeps, Works, Same,
        "if/then/else removed from a request or added in a response";
    DEPENDENT_CHANGED, "dependent-changed", Both, Unclear, Depends, Same,
        "dependentRequired/dependentSchemas added/removed/changed";
    PREFIX_ITEMS_CHANGED, "prefix-items-changed", Both, Unclear, Depends, Breaks,
        "prefixItems added/removed";
    CONTAINS_CHANGED, "contains-changed", Both, Unclear, Depends, Same,
        "contains/minContains/maxContains changed";
    PATTERN_PROPERTIES_CHANGED, "pattern-properties-changed", Both, Unclear, Depends, BreaksIfClosed,
        "patternProperties/propertyNames changed";
    UNEVALUATED_CHANGED, "unevaluated-changed", Both, Unclear, Depends, BreaksIfClosed,
        "unevaluatedItems/unevaluatedProperties changed";
}
