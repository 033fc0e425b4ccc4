//! Codes of the lower stage: what has no exact Rust type, and streams that the document hides.

super::codes! {
    /// The operation looks like an event stream (its path ends in `/stream`, and its answer is JSON without a schema,
    /// which is what FastAPI writes for a `StreamingResponse`), but nothing in the document says so. It is emitted as
    /// an operation with an untyped JSON answer.
    STREAM_UNDECLARED, "stream-undeclared", Warning,
        example: "responses:\n  '200':\n    content: { application/json: { schema: {} } }",
        repair: "responses:\n  '200':\n    content: { text/event-stream: { itemSchema: { $ref: '#/components/schemas/Event' } } }";
}
