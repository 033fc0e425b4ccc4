//! The tables that emitted operations are written in.
//!
//! A row expands to a few lines over functions that are compiled once; nothing is decided here.

/// The request builder of an operation, the method that gives it, and how it is sent:
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
        crate::runtime::macros::operation!(@send $name, (), Whole, crate::runtime::response::empty, $($errors)?);
    };
    ($name:ident: json $output:ty $(, $errors:ty)?) => {
        crate::runtime::macros::operation!(@send $name, $output, Whole, crate::runtime::response::json::<$output>, $($errors)?);
    };
    ($name:ident: optional $output:ty $(, $errors:ty)?) => {
        crate::runtime::macros::operation!(@send $name, ::std::option::Option<$output>, Whole, crate::runtime::response::optional::<$output>, $($errors)?);
    };
    ($name:ident: text $(, $errors:ty)?) => {
        crate::runtime::macros::operation!(@send $name, ::std::string::String, Whole, crate::runtime::response::text, $($errors)?);
    };
    ($name:ident: bytes $(, $errors:ty)?) => {
        crate::runtime::macros::operation!(@send $name, crate::runtime::body::Bytes, Whole, crate::runtime::response::bytes, $($errors)?);
    };
    ($name:ident: download $(, $errors:ty)?) => {
        crate::runtime::macros::operation!(@send $name, crate::runtime::body::ByteStream, Download, crate::runtime::response::download, $($errors)?);
    };
    ($name:ident: answers $output:ty $(, $errors:ty)?) => {
        crate::runtime::macros::operation!(@send $name, $output, Whole, crate::runtime::response::answers::<$output>, $($errors)?);
    };
    (@send $name:ident, $output:ty, $reading:ident, $read:expr,) => {
        crate::runtime::macros::operation!(@impl $name, $output, $reading, $read, crate::runtime::error::Error);
    };
    (@send $name:ident, $output:ty, $reading:ident, $read:expr, $errors:ty) => {
        crate::runtime::macros::operation!(@impl $name, $output, $reading, $read, crate::runtime::error::OperationError<$errors>);
    };
    (@impl $name:ident, $output:ty, $reading:ident, $read:expr, $error:ty) => {
        impl<'c> $name<'c> {
            /// Sends the request.
            pub fn send(self) -> crate::runtime::future::BoxFuture<'c, ::std::result::Result<$output, $error>> {
                self.0.output(crate::runtime::request::Reading::$reading, $read)
            }

            /// Sends the request, and gives status and headers beside the body.
            pub fn send_full(
                self,
            ) -> crate::runtime::future::BoxFuture<'c, ::std::result::Result<crate::runtime::response::Response<$output>, $error>> {
                self.0.response(crate::runtime::request::Reading::$reading, $read)
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
