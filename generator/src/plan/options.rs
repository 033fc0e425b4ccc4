//! Which operations have options: what is required is an argument of their method, what is not a setter.

use std::collections::BTreeSet;

use crate::ir::{Api, Body, Content, Framing, Operation, OperationId, Output, Stream};

/// The operations whose calls can do more than to be sent: those with at least one setter, those that are paged, and some
/// streams.
pub(super) fn of(api: &Api) -> BTreeSet<OperationId> {
    let ids = (0..).map(OperationId).zip(&api.operations);
    ids.filter(|(_, operation)| has_options(operation)).map(|(id, _)| id).collect()
}

fn has_options(operation: &Operation) -> bool {
    operation.paging.is_some()
        || operation.parameters.iter().any(|parameter| parameter.constant.is_none() && !parameter.required)
        || operation.body.as_ref().is_some_and(|body| !is_argument(body, 0))
        || !stream_extras(operation).is_empty()
}

/// What the stream of an operation can do that not every stream can.
pub(crate) fn stream_extras(operation: &Operation) -> Vec<&'static str> {
    let (Output::One(Content::Stream(stream)) | Output::Optional(Content::Stream(stream))) = &operation.output else {
        return Vec::new();
    };
    let text = stream.text.is_some().then_some("text");
    let resume = can_resume(operation, stream).then_some("resume");
    text.into_iter().chain(resume).collect()
}

/// Whether a stream can be opened again where it broke off: only events have ids, and only a request that is safe, or of
/// which the document says so, may be made again.
pub(super) fn can_resume(operation: &Operation, stream: &Stream) -> bool {
    let may_repeat = operation.method == "GET" || stream.resumable == Some(true) || stream.resume.is_some();
    stream.framing == Framing::Sse && stream.resumable != Some(false) && may_repeat
}

/// Whether the body is an argument of the method for the body option at `option`: it is where it must be sent, where it
/// carries a fixed member, and where the method was chosen for it.
pub(crate) fn is_argument(body: &Body, option: usize) -> bool {
    body.required || !body.fixed.is_empty() || option > 0
}
