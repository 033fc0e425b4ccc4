//! The runtime of emitted clients.

#[cfg(feature = "client")]
pub mod api;
#[cfg(feature = "client")]
pub mod auth;
pub mod body;
#[cfg(feature = "client")]
mod budget;
#[cfg(feature = "client")]
pub mod call;
#[cfg(feature = "client")]
pub mod client;
#[cfg(feature = "client")]
pub mod clock;
pub mod date_time;
#[cfg(feature = "client")]
mod encode;
#[cfg(feature = "client")]
pub mod error;
pub mod event;
#[cfg(feature = "client")]
mod execute;
#[cfg(feature = "fs")]
mod file;
pub mod future;
#[cfg(feature = "client")]
pub mod header;
#[cfg(feature = "client")]
pub mod hooks;
pub mod json;
mod json_macros;
pub mod lines;
pub mod macros;
#[cfg(feature = "mock")]
pub mod mock;
pub mod multipart;
mod multipart_macros;
#[cfg(feature = "client")]
pub mod operation;
mod operation_macros;
#[cfg(feature = "client")]
pub mod paging;
mod paging_macros;
#[cfg(feature = "client")]
mod parameter;
#[cfg(feature = "client")]
mod receive;
#[cfg(feature = "client")]
mod redirect;
#[cfg(feature = "client")]
pub mod request;
#[cfg(feature = "client")]
pub mod response;
#[cfg(feature = "client")]
mod retry;
pub mod scalars;
pub mod sse;
#[cfg(feature = "client")]
pub mod stream;
mod stream_macros;
#[cfg(feature = "client")]
mod timers;
#[cfg(feature = "client")]
pub mod tokens;
#[cfg(all(feature = "client", feature = "tracing"))]
mod trace;
#[cfg(feature = "client")]
pub mod transport;
mod transport_error;
mod union_macros;
#[cfg(feature = "client")]
mod url;

#[cfg(feature = "client")]
pub use self::api::{Api, Scheme};
#[cfg(feature = "client")]
pub use self::auth::{Credential, Secret, Token, TokenSource};
pub use self::body::{BodyBytes, ByteStream, Bytes};
#[cfg(feature = "client")]
pub use self::call::Call;
#[cfg(feature = "client")]
pub use self::client::{Client, ClientBuilder};
pub use self::date_time::DateTime;
#[cfg(feature = "client")]
pub use self::error::{Error, OperationError};
pub use self::event::{Event, UnknownEvent};
#[cfg(feature = "client")]
pub use self::header::Header;
pub use self::json::{JsonError, RawJson, ToJson, Value};
pub use self::multipart::Part;
#[cfg(feature = "client")]
pub use self::operation::{FieldEncoding, Operation, Parameter, Style};
#[cfg(feature = "client")]
pub use self::paging::{Items, Pages, Paging};
#[cfg(feature = "client")]
pub use self::request::Request;
#[cfg(feature = "client")]
pub use self::response::{RawResponse, Response};
pub use self::scalars::{Nullable, UnknownValue};
#[cfg(feature = "client")]
pub use self::stream::{EventStream, Stream};
#[cfg(feature = "client")]
pub use self::tokens::Cached;
#[cfg(feature = "client")]
pub use self::transport::Transport;
pub use self::transport_error::{TransportError, TransportErrorKind};
