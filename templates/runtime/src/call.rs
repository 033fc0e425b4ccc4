//! A request together with what is made of its answer: all of a call, once its values are given.

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use bytes::Bytes;

use super::body::ByteStream;
use super::error::Error;
use super::execute::execute;
use super::future::BoxFuture;
use super::json::Json;
use super::request::{Reading, Request};
use super::response::{self, Answer, Answers, RawResponse, Response};

/// What makes the output of an answer.
type Read<T> = fn(Answer) -> Result<Response<T>, Error>;

/// A call that answers with a `T`, and fails with an `E`.
#[must_use = "a call does nothing until it is sent"]
pub struct Call<'c, T, E = Error> {
    request: Request<'c>,
    reading: Reading,
    read: Read<T>,
    error: PhantomData<fn() -> E>,
}

impl<'c, T: 'c, E: From<Error> + 'c> Call<'c, T, E> {
    pub(super) fn new(request: Request<'c>, reading: Reading, read: Read<T>) -> Self {
        Self { request, reading, read, error: PhantomData }
    }

    /// Sends the request.
    pub fn send(self) -> BoxFuture<'c, Result<T, E>> {
        Box::pin(async move { Ok(execute(&self.request, self.reading).await.and_then(self.read)?.into_body()) })
    }

    /// Sends the request, and gives status and headers beside the body.
    pub fn send_full(self) -> BoxFuture<'c, Result<Response<T>, E>> {
        Box::pin(async move { Ok(execute(&self.request, self.reading).await.and_then(self.read)?) })
    }

    /// Sends the request, and gives any answer as it is, one that means failure too.
    pub fn send_raw(self) -> BoxFuture<'c, Result<RawResponse, Error>> {
        self.request.send_raw()
    }

    /// How long this call may take, retries included. Of a stream it is the time until the answer begins.
    pub fn timeout(self, limit: Duration) -> Self {
        Self { request: self.request.with_timeout(limit), ..self }
    }

    /// A header for this call, in place of what would be sent otherwise.
    pub fn header(self, name: &str, value: &str) -> Self {
        Self { request: self.request.with_header(name, value), ..self }
    }

    /// How many times this call may be sent again.
    pub fn retries(self, retries: u32) -> Self {
        Self { request: self.request.with_retries(retries), ..self }
    }

    /// A key by which the server knows this call when it comes again, so that it may be retried.
    pub fn idempotency_key(self, key: &str) -> Self {
        Self { request: self.request.with_idempotency_key(key), ..self }
    }
}

impl<'c> Request<'c> {
    /// A call for no more than success.
    pub fn for_empty<E: From<Error> + 'c>(self) -> Call<'c, (), E> {
        Call::new(self, Reading::Whole, response::empty)
    }

    /// A call for JSON.
    pub fn for_json<T: Json + 'c, E: From<Error> + 'c>(self) -> Call<'c, T, E> {
        Call::new(self, Reading::Whole, response::json)
    }

    /// A call for JSON or no body.
    pub fn for_optional<T: Json + 'c, E: From<Error> + 'c>(self) -> Call<'c, Option<T>, E> {
        Call::new(self, Reading::Whole, response::optional)
    }

    /// A call for one of several answers.
    pub fn for_answers<T: Answers + 'c, E: From<Error> + 'c>(self) -> Call<'c, T, E> {
        Call::new(self, Reading::Whole, response::answers)
    }

    /// A call for text.
    pub fn for_text<E: From<Error> + 'c>(self) -> Call<'c, String, E> {
        Call::new(self, Reading::Whole, response::text)
    }

    /// A call for bytes, all of them in memory.
    pub fn for_bytes<E: From<Error> + 'c>(self) -> Call<'c, Bytes, E> {
        Call::new(self, Reading::Whole, response::bytes)
    }

    /// A call for bytes as they come.
    pub fn for_download<E: From<Error> + 'c>(self) -> Call<'c, ByteStream, E> {
        Call::new(self, Reading::Download, response::download)
    }
}

impl<T, E> Clone for Call<'_, T, E> {
    fn clone(&self) -> Self {
        Self { request: self.request.clone(), reading: self.reading, read: self.read, error: PhantomData }
    }
}

impl<T, E> fmt::Debug for Call<'_, T, E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Call").field(&self.request).finish()
    }
}
