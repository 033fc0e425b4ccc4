//! The tables that emitted operations are written in.
//!
//! A row expands to a few lines over functions that are compiled once; nothing is decided here.

/// The request builder of an operation with options, the method that gives it, and how it is sent:
/// `operation!(ListThreads of "Threads::list": json ThreadList, ListThreadsError);`.
macro_rules! operation {
    () => {};
    ($name:ident of $method:literal: $($sending:tt)*) => {
        crate::runtime::macros::operation!(@request $name of $method);
        crate::runtime::macros::operation!($name: $($sending)*);
    };
    (@request $name:ident of $method:literal) => {
        #[doc = concat!("The request of [`", $method, "`].")]
        #[derive(Clone, Debug)]
        #[must_use = "a request does nothing until it is sent"]
        pub struct $name<'c>(crate::runtime::request::Request<'c>);
    };
    ($name:ident: empty $(, $errors:ty)?) => {
        crate::runtime::macros::operation!(@send $name, for_empty, (), $($errors)?);
    };
    ($name:ident: json $output:ty $(, $errors:ty)?) => {
        crate::runtime::macros::operation!(@send $name, for_json, $output, $($errors)?);
    };
    ($name:ident: optional $output:ty $(, $errors:ty)?) => {
        crate::runtime::macros::operation!(@send $name, for_optional, ::std::option::Option<$output>, $($errors)?);
    };
    ($name:ident: text $(, $errors:ty)?) => {
        crate::runtime::macros::operation!(@send $name, for_text, ::std::string::String, $($errors)?);
    };
    ($name:ident: bytes $(, $errors:ty)?) => {
        crate::runtime::macros::operation!(@send $name, for_bytes, crate::runtime::body::Bytes, $($errors)?);
    };
    ($name:ident: download $(, $errors:ty)?) => {
        crate::runtime::macros::operation!(@send $name, for_download, crate::runtime::body::ByteStream, $($errors)?);
    };
    ($name:ident: answers $output:ty $(, $errors:ty)?) => {
        crate::runtime::macros::operation!(@send $name, for_answers, $output, $($errors)?);
    };
    (@send $name:ident, $read:ident, $output:ty,) => {
        crate::runtime::macros::operation!(@impl $name, $read, $output, crate::runtime::error::Error);
    };
    (@send $name:ident, $read:ident, $output:ty, $errors:ty) => {
        crate::runtime::macros::operation!(@impl $name, $read, $output, crate::runtime::error::OperationError<$errors>);
    };
    (@impl $name:ident, $read:ident, $output:ty, $error:ty) => {
        impl<'c> $name<'c> {
            /// Sends the request.
            pub fn send(self) -> crate::runtime::future::BoxFuture<'c, ::std::result::Result<$output, $error>> {
                self.0.$read().send()
            }

            /// Sends the request, and gives status and headers beside the body.
            pub fn send_full(
                self,
            ) -> crate::runtime::future::BoxFuture<'c, ::std::result::Result<crate::runtime::response::Response<$output>, $error>> {
                self.0.$read().send_full()
            }

            /// Sends the request, and gives any answer as it is, one that means failure too.
            pub fn send_raw(
                self,
            ) -> crate::runtime::future::BoxFuture<'c, ::std::result::Result<crate::runtime::response::RawResponse, crate::runtime::error::Error>> {
                self.0.send_raw()
            }

            /// How long this call may take, retries included. Of a stream it is the time until the answer begins.
            pub fn timeout(self, limit: ::std::time::Duration) -> Self {
                Self(self.0.with_timeout(limit))
            }

            /// A header for this call, in place of what would be sent otherwise.
            pub fn header(self, name: &str, value: &str) -> Self {
                Self(self.0.with_header(name, value))
            }

            /// How many times this call may be sent again.
            pub fn retries(self, retries: u32) -> Self {
                Self(self.0.with_retries(retries))
            }

            /// A key by which the server knows this call when it comes again, so that it may be retried.
            pub fn idempotency_key(self, key: &str) -> Self {
                Self(self.0.with_idempotency_key(key))
            }
        }
    };
}

/// Which status means which variant of an error enum:
/// `errors!(ListThreadsError { 401 => Unauthorized json, 400..=499 => ClientError json, 503 => Busy empty });`.
///
/// The enum has a variant `Other` beside those of the table.
macro_rules! errors {
    () => {};
    ($name:ident { $($status:pat $(if $media:literal)? => $variant:ident $mode:ident),* $(,)? }) => {
        impl crate::runtime::error::OperationErrors for $name {
            fn read(status: u16, answer: &crate::runtime::response::RawResponse) -> ::std::option::Option<Self> {
                // A table of errors without bodies does not look at it.
                let _ = answer;
                $(
                    if matches!(status, $status) $(&& answer.is($media))? {
                        let error = crate::runtime::macros::answer!(@error answer, $variant, $mode);
                        if error.is_some() {
                            return error;
                        }
                    }
                )*
                None
            }

            fn other() -> Self {
                Self::Other
            }
        }
    };
}

/// Which status means which variant of an output enum:
/// `answers!(DeleteOutput { 200 => Ok json, 204 => NoContent empty, 200 if "text/csv" => Csv text });`.
macro_rules! answers {
    () => {};
    ($name:ident { $($status:pat $(if $media:literal)? => $variant:ident $mode:ident),* $(,)? }) => {
        impl crate::runtime::response::Answers for $name {
            fn takes(status: u16) -> bool {
                $(matches!(status, $status))||*
            }

            fn read(answer: &crate::runtime::response::RawResponse) -> ::std::result::Result<Self, crate::runtime::error::Error> {
                let status = answer.status().as_u16();
                // The row of this status and body, else one of this status, else one of this body: a server may answer
                // 201 where 200 is declared.
                $(
                    if matches!(status, $status)
                        && crate::runtime::macros::answer!(@fits answer, $mode $(, $media)?)
                    {
                        return crate::runtime::macros::answer!(answer, $variant, $mode);
                    }
                )*
                $(
                    if matches!(status, $status) {
                        return crate::runtime::macros::answer!(answer, $variant, $mode);
                    }
                )*
                $(
                    if crate::runtime::macros::answer!(@fits answer, $mode $(, $media)?) {
                        return crate::runtime::macros::answer!(answer, $variant, $mode);
                    }
                )*
                Err(answer.undeclared())
            }
        }
    };
}

/// One answer as a variant.
macro_rules! answer {
    () => {};
    ($answer:ident, $variant:ident, json) => {
        $answer.json().map(Self::$variant)
    };
    ($answer:ident, $variant:ident, empty) => {
        crate::runtime::response::without_body($answer, Self::$variant)
    };
    ($answer:ident, $variant:ident, text) => {
        Ok::<Self, crate::runtime::error::Error>(Self::$variant($answer.text().into_owned()))
    };
    ($answer:ident, $variant:ident, bytes) => {
        Ok::<Self, crate::runtime::error::Error>(Self::$variant($answer.body().clone()))
    };
    (@error $answer:ident, $variant:ident, json) => {
        $answer.json_as(Self::$variant)
    };
    (@error $answer:ident, $variant:ident, empty) => {
        Some(Self::$variant)
    };
    (@error $answer:ident, $variant:ident, text) => {
        Some(Self::$variant($answer.text().into_owned()))
    };
    (@error $answer:ident, $variant:ident, bytes) => {
        Some(Self::$variant($answer.body().clone()))
    };
    (@fits $answer:ident, $mode:ident) => {
        $answer.fits(stringify!($mode))
    };
    (@fits $answer:ident, $mode:ident, $media:literal) => {
        $answer.is($media)
    };
}

pub(crate) use {answer, answers, errors, operation};
