//! The kinds of change in paths and operations.

use super::catalogue;

catalogue! {
    PATH_REMOVED, "path-removed", Neither, Breaks, Fails, Breaks,
        "A path template and all its operations are gone";
    PATH_REMOVED_DEPRECATED, "path-removed-deprecated", Neither, Keeps, Fails, Breaks,
        "A path that was marked deprecated is gone";
    PATH_REMOVED_BEFORE_SUNSET, "path-removed-before-sunset", Neither, Breaks, Fails, Breaks,
        "A deprecated path is gone before the announced sunset date";
    OPERATION_REMOVED, "operation-removed", Neither, Breaks, Fails, Breaks,
        "one method on a surviving path is gone";
    OPERATION_REMOVED_DEPRECATED, "operation-removed-deprecated", Neither, Keeps, Fails, Breaks,
        "A deprecated operation is gone";
    OPERATION_REMOVED_BEFORE_SUNSET, "operation-removed-before-sunset", Neither, Breaks, Fails, Breaks,
        "A deprecated operation is gone ahead of its sunset date";
    PATH_ADDED, "path-added", Neither, Keeps, Works, Adds,
        "new path";
    OPERATION_ADDED, "operation-added", Neither, Keeps, Works, Adds,
        "new operation";
    PATH_PARAM_RENAMED, "path-param-renamed", Neither, Keeps, Works, BreaksIfClosed,
        "same template, only the {name} differs";
    PATH_CASE_OR_SLASH_CHANGED, "path-case-or-slash-changed", Neither, Breaks, Depends, Same,
        "template differs by letter case or a trailing slash";
    PATH_MOVED, "path-moved", Neither, Breaks, Fails, Same,
        "same operationId, other template";
    METHOD_CHANGED, "method-changed", Neither, Breaks, Fails, Same,
        "same operationId and path, other HTTP method";
    OPERATION_ID_RENAMED, "operation-id-renamed", Neither, Keeps, Works, Breaks,
        "operationId changed on the same method+path";
    OPERATION_ID_REMOVED, "operation-id-removed", Neither, Keeps, Works, Breaks,
        "operationId dropped";
    OPERATION_ID_ADDED, "operation-id-added", Neither, Keeps, Works, Breaks,
        "operationId appears where none was";
    OPERATION_ID_CASE_ONLY, "operation-id-case-only", Neither, Keeps, Works, Same,
        "operationId changes spelling but maps to the same Rust identifier";
    OPERATION_NAME_COLLISION, "operation-name-collision", Neither, Keeps, Works, Breaks,
        "two operations now mangle to one Rust name";
    TAG_REMOVED, "tag-removed", Neither, Keeps, Works, Breaks,
        "operation loses a tag";
    TAG_ADDED, "tag-added", Neither, Keeps, Works, BreaksIfClosed,
        "operation gains a tag";
    TAG_ORDER_CHANGED, "tag-order-changed", Neither, Keeps, Works, Breaks,
        "first tag differs, set is equal";
    TAG_RENAMED, "tag-renamed", Neither, Keeps, Works, Breaks,
        "A tag is renamed everywhere";
    OPERATION_SUMMARY_CHANGED, "operation-summary-changed", Neither, Keeps, Works, Same,
        "summary/description text";
    DUPLICATE_TEMPLATE, "duplicate-template", Neither, Unclear, Depends, Same,
        "two templates equal modulo parameter names";
    WEBHOOK_REMOVED, "webhook-removed", Neither, Breaks, Works, Breaks,
        "webhook removed";
    WEBHOOK_ADDED, "webhook-added", Neither, Keeps, Works, Adds,
        "webhook added";
    CALLBACK_CHANGED, "callback-changed", Neither, Unclear, Works, BreaksIfClosed,
        "callback object added/removed/changed";
    LINK_CHANGED, "link-changed", Neither, Keeps, Works, Same,
        "response link added/removed/changed";
}
