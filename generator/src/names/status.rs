//! Names of statuses, after the reason phrases of RFC 9110 and the IANA registry.

use crate::spec::StatusKey;

/// `NotFound`, `ClientError`, `Unexpected`.
pub(crate) fn name(status: StatusKey) -> String {
    match status {
        StatusKey::Code(code) => phrase(code).map_or_else(|| format!("Status{code}"), str::to_owned),
        StatusKey::Range(1) => "Informational".to_owned(),
        StatusKey::Range(2) => "Success".to_owned(),
        StatusKey::Range(3) => "Redirection".to_owned(),
        StatusKey::Range(4) => "ClientError".to_owned(),
        StatusKey::Range(5) => "ServerError".to_owned(),
        StatusKey::Range(digit) => format!("Status{digit}xx"),
        StatusKey::Default => "Unexpected".to_owned(),
    }
}

fn phrase(code: u16) -> Option<&'static str> {
    success(code).or_else(|| redirection(code)).or_else(|| client(code)).or_else(|| server(code))
}

fn success(code: u16) -> Option<&'static str> {
    Some(match code {
        100 => "Continue",
        101 => "SwitchingProtocols",
        102 => "Processing",
        103 => "EarlyHints",
        200 => "Ok",
        201 => "Created",
        202 => "Accepted",
        203 => "NonAuthoritativeInformation",
        204 => "NoContent",
        205 => "ResetContent",
        206 => "PartialContent",
        207 => "MultiStatus",
        208 => "AlreadyReported",
        226 => "ImUsed",
        _ => return None,
    })
}

fn redirection(code: u16) -> Option<&'static str> {
    Some(match code {
        300 => "MultipleChoices",
        301 => "MovedPermanently",
        302 => "Found",
        303 => "SeeOther",
        304 => "NotModified",
        305 => "UseProxy",
        307 => "TemporaryRedirect",
        308 => "PermanentRedirect",
        _ => return None,
    })
}

fn client(code: u16) -> Option<&'static str> {
    Some(match code {
        400 => "BadRequest",
        401 => "Unauthorized",
        402 => "PaymentRequired",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        406 => "NotAcceptable",
        407 => "ProxyAuthenticationRequired",
        408 => "RequestTimeout",
        409 => "Conflict",
        410 => "Gone",
        411 => "LengthRequired",
        412 => "PreconditionFailed",
        413 => "ContentTooLarge",
        414 => "UriTooLong",
        415 => "UnsupportedMediaType",
        416 => "RangeNotSatisfiable",
        417 => "ExpectationFailed",
        418 => "ImATeapot",
        421 => "MisdirectedRequest",
        422 => "UnprocessableEntity",
        423 => "Locked",
        424 => "FailedDependency",
        425 => "TooEarly",
        426 => "UpgradeRequired",
        428 => "PreconditionRequired",
        429 => "TooManyRequests",
        431 => "RequestHeaderFieldsTooLarge",
        451 => "UnavailableForLegalReasons",
        _ => return None,
    })
}

fn server(code: u16) -> Option<&'static str> {
    Some(match code {
        500 => "InternalServerError",
        501 => "NotImplemented",
        502 => "BadGateway",
        503 => "ServiceUnavailable",
        504 => "GatewayTimeout",
        505 => "HttpVersionNotSupported",
        506 => "VariantAlsoNegotiates",
        507 => "InsufficientStorage",
        508 => "LoopDetected",
        510 => "NotExtended",
        511 => "NetworkAuthenticationRequired",
        _ => return None,
    })
}
