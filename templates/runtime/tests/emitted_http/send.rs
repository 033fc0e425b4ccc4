//! Every future and stream can move between threads; this is said by types alone.

use crate::api::Deleted;
use crate::runtime::stream::Resume;
use crate::runtime::{
    ByteStream, Client, ClientBuilder, Credential, Error, EventStream, OperationError, Part, Request,
};
use crate::types::{Detail, RunEvent};

fn is_send<T: Send>(_: &T) {}

const fn types_are_send<T: Send>() {}
const fn types_are_sync<T: Send + Sync + Clone>() {}

const _: () = {
    types_are_send::<EventStream<RunEvent>>();
    types_are_send::<EventStream<crate::runtime::stream::WithMeta<RunEvent>>>();
    types_are_send::<EventStream<crate::runtime::UnknownEvent>>();
    types_are_send::<crate::runtime::stream::Deltas>();
    types_are_send::<ByteStream>();
    types_are_send::<ClientBuilder>();
    types_are_send::<Error>();
    types_are_send::<OperationError<crate::api::ListError>>();
    types_are_sync::<Client>();
    types_are_sync::<Request<'static>>();
    types_are_sync::<Credential>();
    types_are_sync::<Part>();
    types_are_sync::<Deleted>();
};

const fn error_is_sync<T: std::error::Error + Send + Sync + 'static>() {}
const _: () = error_is_sync::<Error>();
const _: () = error_is_sync::<OperationError<crate::api::ListError>>();

#[test]
fn futures_are_send_and_small() {
    let client = Client::builder().build().unwrap();
    is_send(&client.list().send());
    is_send(&client.list().send_full());
    is_send(&client.list().send_raw());
    is_send(&client.run().send());
    is_send(&client.chat().send_full());
    is_send(&client.chat().send_deltas());
    is_send(&client.chat().send_text());
    is_send(&client.texts().resume(Resume::new()).send());
    is_send(&client.run().resume(Resume::new()).send_full());
    is_send(&client.download().send());
    is_send(&client.delete("t").send());
    assert!(size_of_val(&client.list().send()) <= 64);
    assert!(size_of_val(&client.run().send()) <= 64);
    assert!(size_of_val(&client.list()) <= 24);
}

#[test]
fn streams_are_send() {
    let check = |mut stream: EventStream<Detail>| {
        is_send(&stream.next());
        is_send(&stream.try_next());
        is_send(&stream.with_meta());
    };
    let of_text = |mut deltas: crate::runtime::stream::Deltas| {
        is_send(&deltas.next());
        is_send(&deltas.try_next());
        is_send(&deltas.text());
    };
    let _ = (check, of_text);
}
