//! The tables of operations that answer with a stream, and of the events in it.

/// What `operation!` is for other operations:
/// `streaming!(StreamRun of "Runs::stream": events RunEvent, StreamRunError; text, resume);`.
macro_rules! streaming {
    () => {};
    ($name:ident of $method:literal: $($sending:tt)*) => {
        crate::runtime::macros::operation!(@request $name of $method);
        crate::runtime::macros::streaming!($name: $($sending)*);
    };
    ($name:ident: $kind:ident $($event:ty)? $(, $errors:ty)?; $($extra:ident),+) => {
        crate::runtime::macros::streaming!($name: $kind $($event)? $(, $errors)?);
        crate::runtime::macros::streaming!(@extras $name, [$($extra),+] ($kind $($event)?) $($errors)?);
    };
    (@extras $name:ident, [$($extra:ident),+] $output:tt) => {
        $(crate::runtime::macros::streaming!(@$extra $name, crate::runtime::error::Error, $output);)+
    };
    (@extras $name:ident, [$($extra:ident),+] $output:tt $errors:ty) => {
        $(crate::runtime::macros::streaming!(@$extra $name, crate::runtime::error::OperationError<$errors>, $output);)+
    };
    (@resume $name:ident, $error:ty, (events $event:ty)) => {
        crate::runtime::macros::streaming!(@resumed $name, $error, $event, for_events);
    };
    (@resume $name:ident, $error:ty, (items $item:ty)) => {
        crate::runtime::macros::streaming!(@resumed $name, $error, $item, for_items);
    };
    (@resume $name:ident, $error:ty, (frames)) => {
        crate::runtime::macros::streaming!(@resumed $name, $error, crate::runtime::event::UnknownEvent, for_frames);
    };
    (@resumed $name:ident, $error:ty, $event:ty, $read:ident) => {
        impl<'c> $name<'c> {
            /// Makes a stream that goes on where it breaks off.
            pub fn resume(
                self,
                resume: crate::runtime::stream::Resume,
            ) -> crate::runtime::stream::Resumed<'c, $event, $error> {
                crate::runtime::stream::Resumed::new(self.0, resume, crate::runtime::request::Request::$read)
            }
        }
    };
    (@text $name:ident, $error:ty, $output:tt) => {
        impl<'c> $name<'c> {
            /// Sends the request, and gives the text of the answer as it comes.
            pub fn send_deltas(
                self,
            ) -> crate::runtime::future::BoxFuture<'c, ::std::result::Result<crate::runtime::stream::Deltas, $error>> {
                self.0.for_deltas().send()
            }

            /// Sends the request, and gives the whole text of the answer once it is complete.
            pub fn send_text(
                self,
            ) -> crate::runtime::future::BoxFuture<'c, ::std::result::Result<::std::string::String, $error>> {
                self.0.send_text()
            }
        }
    };
    ($name:ident: events $event:ty $(, $errors:ty)?) => {
        crate::runtime::macros::operation!(
            @send $name, for_events, crate::runtime::stream::EventStream<$event>, $($errors)?
        );
    };
    ($name:ident: items $item:ty $(, $errors:ty)?) => {
        crate::runtime::macros::operation!(
            @send $name, for_items, crate::runtime::stream::EventStream<$item>, $($errors)?
        );
    };
    ($name:ident: frames $(, $errors:ty)?) => {
        crate::runtime::macros::operation!(
            @send $name, for_frames, crate::runtime::stream::EventStream<crate::runtime::event::UnknownEvent>, $($errors)?
        );
    };
}

/// The events of a stream: `json_events!(RunEvent { "metadata" => Metadata json, "note" => Note text, "end" => End empty });`.
macro_rules! json_events {
    () => {};
    ($name:ident { $($event:literal => $variant:ident $kind:ident),* $(,)? }) => {
        crate::runtime::macros::json_events!($name { $($event => $variant $kind),* } rest Unknown);
    };
    ($name:ident { $($event:literal => $variant:ident $kind:ident),* $(,)? } rest $rest:ident) => {
        impl crate::runtime::event::Event for $name {
            fn read(name: &str, data: &str) -> ::std::result::Result<Self, crate::runtime::json::JsonError> {
                match name {
                    $($event => crate::runtime::macros::json_events!(@read $kind $variant data),)*
                    _ => Ok(Self::$rest(crate::runtime::event::UnknownEvent::new(name, data))),
                }
            }
        }
    };
    (@read json $variant:ident $data:ident) => { crate::runtime::json::from_str($data).map(Self::$variant) };
    (@read text $variant:ident $data:ident) => { Ok(Self::$variant(::std::string::String::from($data))) };
    (@read empty $variant:ident $data:ident) => { Ok(Self::$variant) };
}

pub(crate) use {json_events, streaming};

// An API may need only some of the tables.
super::macros::json_events!();
super::macros::streaming!();
