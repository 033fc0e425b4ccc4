//! An error together with what the document says that it may be.

use std::fmt;
use std::ops::Deref;

use super::super::response::RawResponse;
use super::Error;

/// The errors that an operation declares, as one enum.
pub trait OperationErrors: Sized {
    /// The error that an answer of this status is; none if the document does not say, or says another body.
    fn read(status: u16, answer: &RawResponse) -> Option<Self>;

    /// Any other failure.
    fn other() -> Self;
}

/// A call that failed, with the typed error of its operation. It dereferences to [`Error`].
pub struct OperationError<E> {
    inner: Box<Inner<E>>,
}

struct Inner<E> {
    kind: E,
    error: Error,
}

impl<E> OperationError<E> {
    /// What the document calls the failure.
    pub fn kind(&self) -> &E {
        &self.inner.kind
    }

    /// The typed error alone.
    pub fn into_kind(self) -> E {
        self.inner.kind
    }

    /// The error without its type.
    pub fn into_error(self) -> Error {
        self.inner.error
    }
}

impl<E: OperationErrors> From<Error> for OperationError<E> {
    fn from(error: Error) -> Self {
        let declared = match error.response() {
            Some(answer) if error.is_status() => E::read(answer.status().as_u16(), answer),
            _ => None,
        };
        Self { inner: Box::new(Inner { kind: declared.unwrap_or_else(E::other), error }) }
    }
}

impl<E> From<OperationError<E>> for Error {
    fn from(error: OperationError<E>) -> Self {
        error.into_error()
    }
}

impl<E> Deref for OperationError<E> {
    type Target = Error;

    fn deref(&self) -> &Error {
        &self.inner.error
    }
}

impl<E: fmt::Debug> fmt::Debug for OperationError<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("OperationError").field("kind", self.kind()).field("error", &**self).finish()
    }
}

impl<E> fmt::Display for OperationError<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.inner.error, formatter)
    }
}

impl<E: fmt::Debug> std::error::Error for OperationError<E> {}
