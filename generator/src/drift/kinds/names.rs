//! The kinds of change in components and generated names.

use super::catalogue;

catalogue! {
    SCHEMA_REMOVED_UNUSED, "schema-removed-unused", Neither, Keeps, Works, Breaks,
        "component schema removed, no operation reached it";
    SCHEMA_REMOVED_USED, "schema-removed-used", Neither, Keeps, Works, Breaks,
        "component schema removed, uses re-pointed";
    SCHEMA_ADDED, "schema-added", Neither, Keeps, Works, Adds,
        "component schema added";
    SCHEMA_RENAMED, "schema-renamed", Neither, Keeps, Works, Breaks,
        "same shape, other component name";
    SCHEMA_NAME_COLLISION, "schema-name-collision", Neither, Keeps, Works, Breaks,
        "two names mangle to one Rust type";
    SCHEMA_INLINED, "schema-inlined", Neither, Keeps, Works, Breaks,
        "$ref replaced by an equal inline schema";
    SCHEMA_EXTRACTED, "schema-extracted", Neither, Keeps, Works, Breaks,
        "inline schema moved to components";
    INLINE_TITLE_CHANGED, "inline-title-changed", Neither, Keeps, Works, Breaks,
        "title of an inline schema changed";
    COMPONENT_KIND_RENAMED, "component-kind-renamed", Neither, Keeps, Works, BreaksIfClosed,
        "component parameter/response/requestBody/header renamed";
    SCHEMA_BECAME_RECURSIVE, "schema-became-recursive", Neither, Keeps, Works, Breaks,
        "A cycle appears or disappears";
    DERIVE_SET_CHANGED, "derive-set-changed", Neither, Keeps, Works, Breaks,
        "A field type change removes Eq/Hash/Copy/Default from a struct";
    AUTO_TRAIT_CHANGED, "auto-trait-changed", Neither, Keeps, Works, Breaks,
        "send/Sync/Unpin lost";
    NEWTYPE_INTRODUCED, "newtype-introduced", Neither, Keeps, Works, Breaks,
        "alias to a primitive became a newtype (or back)";
    CONSTRUCTOR_ARITY_CHANGED, "constructor-arity-changed", Neither, Keeps, Works, Breaks,
        "new() of a struct takes more/fewer arguments";
    VARIANT_KIND_CHANGED, "variant-kind-changed", Neither, Keeps, Works, Breaks,
        "enum variant unit <-> tuple <-> struct";
    KEYWORD_COLLISION, "keyword-collision", Neither, Keeps, Works, Breaks,
        "A field/param name becomes or stops being a Rust keyword after mangling";
    FEATURE_OR_MODULE_MOVED, "feature-or-module-moved", Neither, Keeps, Works, Breaks,
        "type moves to another module because its only user changed tag";
    LARGE_ENUM_BOXED, "large-enum-boxed", Neither, Keeps, Works, Breaks,
        "generator starts boxing a big variant";
}
