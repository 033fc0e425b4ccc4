//! Streams over the pages of an operation, and over the items in them.
//!
//! A stream is pulled: a page is asked for when somebody wants it, not before, by the same request as the first one but for
//! what leads to the page. Dropping a stream ends it. After an error it has ended.

mod failure;
mod link;
mod page;
mod shape;
mod walk;

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use self::walk::Walk;
use super::error::{Error, Fault};
use super::json::{Json, JsonError, Reader, ToJson, Writer};
use super::request::Request;
use super::response::{self, Answer, AnswerKind, Response};

pub use self::shape::Paging;

/// What makes a page of an answer.
type Read<T> = fn(Answer) -> Result<Response<T>, Error>;

/// The pages of an operation, one after the other.
///
/// A page that leads back to one that was there before is an error: see [`Error::is_paging`].
#[must_use = "a stream does nothing until it is asked for pages"]
pub struct Pages<'c, T, E = Error> {
    walk: Box<Walk<'c>>,
    read: Read<T>,
    error: PhantomData<fn() -> E>,
}

impl<'c, T, E: From<Error>> Pages<'c, T, E> {
    fn new(request: Request<'c>, read: Read<T>) -> Self {
        Self { walk: Box::new(Walk::new(request)), read, error: PhantomData }
    }

    /// Ends after so many pages, if not before.
    pub fn max_pages(mut self, pages: usize) -> Self {
        self.walk.limit(pages);
        self
    }

    /// The next page; `None` after the last.
    pub async fn next(&mut self) -> Option<Result<T, E>> {
        std::future::poll_fn(|cx| self.poll(cx)).await
    }

    /// The next page; `None` after the last. For use with `?`.
    pub async fn try_next(&mut self) -> Result<Option<T>, E> {
        self.next().await.transpose()
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, E>>> {
        let Some(outcome) = ready!(self.walk.poll(cx)) else { return Poll::Ready(None) };
        let page = outcome.and_then(self.read).map_err(|error| {
            self.walk.stop();
            E::from(error)
        });
        Poll::Ready(Some(page.map(Response::into_body)))
    }
}

impl<'c, T: Json, E: From<Error>> Pages<'c, T, E> {
    /// Pages of JSON.
    pub fn of(request: Request<'c>) -> Self {
        Self::new(request, response::json)
    }
}

/// The items of all pages of an operation, one after the other.
///
/// A page that leads back to one that was there before is an error: see [`Error::is_paging`].
#[must_use = "a stream does nothing until it is asked for items"]
pub struct Items<'c, T, E = Error> {
    pages: Pages<'c, Vec<T>, E>,
    /// What is left of the page at hand.
    left: vec::IntoIter<T>,
}

impl<'c, T: Json, E: From<Error>> Items<'c, T, E> {
    /// Items of JSON.
    pub fn of(request: Request<'c>) -> Self {
        Self { pages: Pages::new(request, items), left: Vec::new().into_iter() }
    }
}

impl<T, E: From<Error>> Items<'_, T, E> {
    /// Ends after so many pages, if not before.
    pub fn max_pages(mut self, pages: usize) -> Self {
        self.pages.walk.limit(pages);
        self
    }

    /// The next item; `None` after the last.
    pub async fn next(&mut self) -> Option<Result<T, E>> {
        std::future::poll_fn(|cx| self.poll(cx)).await
    }

    /// The next item; `None` after the last. For use with `?`.
    pub async fn try_next(&mut self) -> Result<Option<T>, E> {
        self.next().await.transpose()
    }

    /// All items that are left.
    pub async fn gather(mut self) -> Result<Vec<T>, E> {
        let mut gathered = Vec::new();
        while let Some(item) = self.try_next().await? {
            gathered.push(item);
            gathered.extend(&mut self.left);
        }
        Ok(gathered)
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, E>>> {
        loop {
            if let Some(item) = self.left.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll(cx)) {
                Some(Ok(page)) => self.left = page.into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

/// The items of a page, whatever else it holds.
fn items<T: Json>(answer: Answer) -> Result<Response<Vec<T>>, Error> {
    let AnswerKind::Whole(whole) = &answer.kind else { return response::json(answer) };
    let whole = whole.clone();
    let Response { status, headers, body: Looked, retries } = response::json(answer)?;
    let Some(paging) = whole.operation().pages() else { return Err(whole.undeclared()) };
    let read = page::items(&whole.text(), paging);
    let body = read.map_err(|error| Error::about(whole, Fault::Decode(error)))?;
    Ok(Response { status, headers, body, retries })
}

/// JSON that was looked through, and no more.
struct Looked;

impl Json for Looked {
    fn read(reader: &mut Reader<'_>) -> Result<Self, JsonError> {
        reader.skip().map(|()| Self)
    }
}

impl ToJson for Looked {
    fn write(&self, writer: &mut Writer) {
        writer.null();
    }
}

// Items are held, never pinned.
impl<T, E> Unpin for Items<'_, T, E> {}

impl<T, E: From<Error>> futures_core::Stream for Pages<'_, T, E> {
    type Item = Result<T, E>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(cx)
    }
}

impl<T, E: From<Error>> futures_core::Stream for Items<'_, T, E> {
    type Item = Result<T, E>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(cx)
    }
}

impl<T, E: From<Error>> futures_core::stream::FusedStream for Pages<'_, T, E> {
    fn is_terminated(&self) -> bool {
        self.walk.has_ended()
    }
}

impl<T, E: From<Error>> futures_core::stream::FusedStream for Items<'_, T, E> {
    fn is_terminated(&self) -> bool {
        self.left.as_slice().is_empty() && self.pages.walk.has_ended()
    }
}

impl<T, E> fmt::Debug for Pages<'_, T, E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Pages").field("ended", &self.walk.has_ended()).finish_non_exhaustive()
    }
}

impl<T, E> fmt::Debug for Items<'_, T, E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let left = self.left.as_slice().len();
        formatter.debug_struct("Items").field("pages", &self.pages).field("left", &left).finish()
    }
}
