//! The kinds of change in servers and security.

use super::catalogue;

catalogue! {
    SERVER_REMOVED, "server-removed", Neither, Unclear, Fails, BreaksIfClosed,
        "A server URL removed";
    SERVER_ADDED, "server-added", Neither, Keeps, Works, Adds,
        "A server URL added";
    SERVER_URL_CHANGED, "server-url-changed", Neither, Unclear, Fails, Notes,
        "the first/only server URL changed";
    SERVER_BASE_PATH_MOVED, "server-base-path-moved", Neither, Keeps, Works, Same,
        "prefix moved between servers[].url and path templates";
    SERVER_VARIABLE_CHANGED, "server-variable-changed", Neither, Unclear, Depends, BreaksIfClosed,
        "server variable added/removed/default/enum changed";
    PATH_LEVEL_SERVER_OVERRIDE, "path-level-server-override", Neither, Unclear, Fails, Notes,
        "servers added on a path or operation";
    SECURITY_ADDED, "security-added", Request, Breaks, Fails, Notes,
        "operation now needs a (further) scheme";
    SECURITY_ALTERNATIVE_ADDED, "security-alternative-added", Request, Keeps, Works, Same,
        "A further alternative (OR) in the security list";
    SECURITY_REMOVED, "security-removed", Request, Unclear, Depends, BreaksIfClosed,
        "scheme no longer needed, or an alternative dropped";
    SECURITY_SCOPE_ADDED, "security-scope-added", Request, Breaks, Fails, Same,
        "requirement needs one more scope";
    SECURITY_SCOPE_REMOVED, "security-scope-removed", Request, Keeps, Works, Same,
        "requirement needs one scope fewer";
    SECURITY_SCHEME_REMOVED, "security-scheme-removed", Neither, Breaks, Fails, Breaks,
        "component security scheme removed";
    SECURITY_SCHEME_ADDED, "security-scheme-added", Neither, Keeps, Works, Adds,
        "component security scheme added";
    SECURITY_SCHEME_TYPE_CHANGED, "security-scheme-type-changed", Neither, Breaks, Fails, Breaks,
        "http/apiKey/oauth2 type, in, name or http scheme changed";
    OAUTH_URL_CHANGED, "oauth-url-changed", Neither, Unclear, Depends, Notes,
        "authorization/token/refresh URL changed";
    OAUTH_SCOPE_LIST_CHANGED, "oauth-scope-list-changed", Neither, Unclear, Depends, BreaksIfClosed,
        "scope added, removed or re-described in the scheme";
    SECURITY_BECAME_OPTIONAL, "security-became-optional", Request, Unclear, Depends, Same,
        "an empty {} alternative added or removed";
}
