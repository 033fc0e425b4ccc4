//! Bodies of the type `multipart/form-data` (RFC 7578): parts in memory or streamed, and the values that are made of them.
//!
//! Nothing is copied but short heads; a body whose parts are all bytes can be sent again.

#[cfg(feature = "fs")]
mod file;
#[cfg(feature = "client")]
mod form;
mod part;
#[cfg(feature = "client")]
mod request;
#[cfg(feature = "client")]
mod styled;

#[cfg(feature = "client")]
pub use self::form::{Form, MultipartBody};
pub use self::part::{FilePart, Part};
