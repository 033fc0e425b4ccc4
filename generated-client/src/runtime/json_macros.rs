//! The tables that say how emitted types cross the wire.
//!
//! A table expands to data and to calls of functions that are compiled once: no loop, no closure and no comparison of
//! names for each type, since it is the checking of such code that makes clients slow to compile.

/// A struct: `json_struct!(Thread { name: required, tags: optional "Tags" });`, with the name on the wire where it is not
/// that of the field; and with more than fields:
/// `json_struct!(Thread { constants { .. } members { name: required } rest extra });`.
///
/// Constant members are written first, then the members in their order, then the rest. `Debug` shows the JSON, but for
/// members that are `secrets { "password" }`.
macro_rules! json_struct {
    () => {};
    // Most structs are such. No macro is called for each member.
    ($name:ident { $($member:ident: $mode:ident),* $(,)? }) => {
        const _: () = {
            const TABLE: &crate::runtime::json::Table = &crate::runtime::json::Table {
                constants: &[],
                members: &[$((stringify!($member), crate::runtime::json::modes::$mode)),*],
                secrets: &[],
            };

            impl crate::runtime::json::ToJson for $name {
                fn write(&self, writer: &mut crate::runtime::json::Writer) {
                    writer.members(TABLE, &[$(&self.$member),*], None);
                }
            }

            impl crate::runtime::json::Json for $name {
                fn read(
                    reader: &mut crate::runtime::json::Reader<'_>,
                ) -> ::std::result::Result<Self, crate::runtime::json::JsonError> {
                    match reader.fields(TABLE, None) {
                        Ok(crate::runtime::macros::json_struct!(@fields $($member)*)) => Ok(Self { $($member),* }),
                        Err(error) => Err(error),
                    }
                }
            }
        };

        crate::runtime::macros::json_traits!($name);
    };
    ($name:ident { $($member:ident: $mode:ident $($wire:literal)?),* $(,)? }) => {
        crate::runtime::macros::json_struct!($name { members { $($member: $mode $($wire)?),* } });
    };
    (
        $name:ident {
            $(constants { $($constant_mode:ident $constant:literal = $json:literal),* $(,)? })?
            members { $($member:ident: $mode:ident $($wire:literal)?),* $(,)? }
            $(secrets { $($secret:literal),* $(,)? })?
            $(rest $rest:ident)?
        }
    ) => {
        const _: () = {
            const TABLE: &crate::runtime::json::Table = &crate::runtime::json::Table {
                constants: &[$($(crate::runtime::json::Constant {
                    name: $constant,
                    json: $json,
                    mode: crate::runtime::json::modes::$constant_mode,
                }),*)?],
                members: &[$((
                    crate::runtime::macros::json_struct!(@wire $member $($wire)?),
                    crate::runtime::json::modes::$mode,
                )),*],
                secrets: &[$($($secret),*)?],
            };

            impl crate::runtime::json::ToJson for $name {
                fn write(&self, writer: &mut crate::runtime::json::Writer) {
                    writer.members(TABLE, &[$(&self.$member),*], crate::runtime::macros::json_struct!(@maybe $(&self.$rest)?));
                }
            }

            impl crate::runtime::json::Json for $name {
                fn read(
                    reader: &mut crate::runtime::json::Reader<'_>,
                ) -> ::std::result::Result<Self, crate::runtime::json::JsonError> {
                    $(let mut $rest = ::std::collections::BTreeMap::new();)?
                    match reader.fields(TABLE, crate::runtime::macros::json_struct!(@maybe $(&mut $rest)?)) {
                        Ok(crate::runtime::macros::json_struct!(@fields $($member)*)) => Ok(Self { $($member,)* $($rest)? }),
                        Err(error) => Err(error),
                    }
                }
            }
        };

        crate::runtime::macros::json_traits!($name);
    };
    (@wire $member:ident) => { stringify!($member) };
    (@wire $member:ident $wire:literal) => { $wire };
    // A tree rather than a list of hundreds: each step down has all that is below it on the stack.
    (@fields
        $a0:ident $a1:ident $a2:ident $a3:ident $a4:ident $a5:ident $a6:ident $a7:ident
        $b0:ident $b1:ident $b2:ident $b3:ident $b4:ident $b5:ident $b6:ident $b7:ident
        $c0:ident $c1:ident $c2:ident $c3:ident $c4:ident $c5:ident $c6:ident $c7:ident
        $d0:ident $d1:ident $d2:ident $d3:ident $d4:ident $d5:ident $d6:ident $d7:ident
        $e0:ident $e1:ident $e2:ident $e3:ident $e4:ident $e5:ident $e6:ident $e7:ident
        $f0:ident $f1:ident $f2:ident $f3:ident $f4:ident $f5:ident $f6:ident $f7:ident
        $g0:ident $g1:ident $g2:ident $g3:ident $g4:ident $g5:ident $g6:ident $g7:ident
        $h0:ident $h1:ident $h2:ident $h3:ident $h4:ident $h5:ident $h6:ident $h7:ident
        $($more:ident)+
    ) => {
        crate::runtime::json::More(
            crate::runtime::macros::json_struct!(@fields
                $a0 $a1 $a2 $a3 $a4 $a5 $a6 $a7
                $b0 $b1 $b2 $b3 $b4 $b5 $b6 $b7
                $c0 $c1 $c2 $c3 $c4 $c5 $c6 $c7
                $d0 $d1 $d2 $d3 $d4 $d5 $d6 $d7
                $e0 $e1 $e2 $e3 $e4 $e5 $e6 $e7
                $f0 $f1 $f2 $f3 $f4 $f5 $f6 $f7
                $g0 $g1 $g2 $g3 $g4 $g5 $g6 $g7
                $h0 $h1 $h2 $h3 $h4 $h5 $h6 $h7
            ),
            crate::runtime::macros::json_struct!(@fields $($more)+),
        )
    };
    (@fields $a:ident $b:ident $c:ident $d:ident $e:ident $f:ident $g:ident $h:ident $($more:ident)+) => {
        crate::runtime::json::More(
            ($a, $b, $c, $d, $e, $f, $g, $h),
            crate::runtime::macros::json_struct!(@fields $($more)+),
        )
    };
    (@fields $($member:ident)*) => { ($($member,)*) };
    (@maybe) => { None };
    (@maybe $rest:expr) => { Some($rest) };
}

/// An enum: `json_enum!(RunStatus: string { Queued = "queued" });`; `rest Other` behind it names the variant for what
/// is not known, if that is not `Unknown`.
///
/// `integer` and `mixed` enums compare JSON texts: `One = 1`, `Text = "\"one\""`.
macro_rules! json_enum {
    () => {};
    ($name:ident: $base:ident { $($variant:ident = $value:literal),* $(,)? }) => {
        crate::runtime::macros::json_enum!($name: $base { $($variant = $value),* } rest Unknown);
    };
    ($name:ident: string { $($variant:ident = $value:literal),* $(,)? } rest $rest:ident) => {
        impl $name {
            /// The value on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $value,)*
                    Self::$rest(value) => value.as_str(),
                }
            }
        }

        impl ::std::cmp::Eq for $name {}

        impl ::std::hash::Hash for $name {
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                ::std::hash::Hash::hash(self.as_str(), state);
            }
        }

        impl ::std::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                crate::runtime::json::named(&[$(($value, Self::$variant)),*], text, Self::$rest)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                Ok(Self::from(text))
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        impl crate::runtime::json::ToJson for $name {
            fn write(&self, writer: &mut crate::runtime::json::Writer) {
                writer.string(self.as_str());
            }
        }

        impl crate::runtime::json::Json for $name {
            fn read(
                reader: &mut crate::runtime::json::Reader<'_>,
            ) -> ::std::result::Result<Self, crate::runtime::json::JsonError> {
                Ok(Self::from(&*reader.string()?))
            }
        }

        crate::runtime::macros::json_traits!($name);
    };
    ($name:ident: integer { $($variant:ident = $value:literal),* $(,)? } rest $rest:ident) => {
        crate::runtime::macros::json_enum!(
            @literals $name, read_integer, { $($variant = stringify!($value)),* } rest $rest
        );

        impl $name {
            /// The value on the wire; none if it has more than 64 bits.
            pub fn as_i64(&self) -> ::std::option::Option<i64> {
                self.as_json().parse().ok()
            }
        }

        impl ::std::convert::From<i64> for $name {
            fn from(value: i64) -> Self {
                crate::runtime::json::numbered(&[$((stringify!($value), Self::$variant)),*], value, Self::$rest)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::num::ParseIntError;

            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                text.parse().map(<Self as ::std::convert::From<i64>>::from)
            }
        }
    };
    ($name:ident: mixed { $($variant:ident = $value:literal),* $(,)? } rest $rest:ident) => {
        crate::runtime::macros::json_enum!(@literals $name, read_scalar, { $($variant = $value),* } rest $rest);
    };
    (@literals $name:ident, $read:ident, { $($variant:ident = $json:expr),* } rest $rest:ident) => {
        impl $name {
            /// The value on the wire, as JSON.
            pub fn as_json(&self) -> &str {
                match self {
                    $(Self::$variant => $json,)*
                    Self::$rest(value) => value.as_str(),
                }
            }
        }

        impl ::std::cmp::Eq for $name {}

        impl ::std::hash::Hash for $name {
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                ::std::hash::Hash::hash(self.as_json(), state);
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                formatter.pad(self.as_json())
            }
        }

        impl crate::runtime::json::ToJson for $name {
            fn write(&self, writer: &mut crate::runtime::json::Writer) {
                writer.raw(self.as_json());
            }
        }

        impl crate::runtime::json::Json for $name {
            fn read(
                reader: &mut crate::runtime::json::Reader<'_>,
            ) -> ::std::result::Result<Self, crate::runtime::json::JsonError> {
                crate::runtime::json::$read(reader, &[$(($json, Self::$variant)),*], Self::$rest)
            }
        }

        crate::runtime::macros::json_traits!($name);
    };
}

/// A foreign type that crosses the wire as the string of its `Display` and `FromStr`: `json_text!(uuid::Uuid, "a UUID");`.
macro_rules! json_text {
    () => {};
    ($type:ty, $expected:literal) => {
        impl crate::runtime::json::ToJson for $type {
            fn write(&self, writer: &mut crate::runtime::json::Writer) {
                writer.string(&::std::string::ToString::to_string(self));
            }
        }

        impl crate::runtime::json::Json for $type {
            fn read(
                reader: &mut crate::runtime::json::Reader<'_>,
            ) -> ::std::result::Result<Self, crate::runtime::json::JsonError> {
                reader.parse($expected)
            }
        }
    };
}

/// What a type with a table has besides: it is shown and compared as its JSON, and has `serde`'s traits.
macro_rules! json_traits {
    () => {};
    ($name:ident) => {
        impl ::std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                crate::runtime::json::show(stringify!($name), self, formatter)
            }
        }

        impl ::std::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                crate::runtime::json::same(self, other)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                crate::runtime::json::serialize(self, serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                crate::runtime::json::deserialize(deserializer)
            }
        }
    };
}

/// How a struct is built: what `new` takes, what starts out absent, and setters that give the value back, to be called
/// in a row: `setters!(Thread { new(name: impl Into<String>; extra); tags: optional Vec<String> });`.
macro_rules! setters {
    () => {};
    (
        $name:ident {
            new($($argument:ident: $argument_type:ty),* $(; $($absent:ident),+)?);
            $($(#[$attribute:meta])* $setter:ident: $mode:ident $type:ty),* $(,)?
        }
    ) => {
        impl $name {
            /// Makes one of all that is required; the rest is absent.
            pub fn new($($argument: $argument_type),*) -> Self {
                Self {
                    $($argument: $argument.into(),)*
                    $($setter: ::std::default::Default::default(),)*
                    $($($absent: ::std::default::Default::default(),)+)?
                }
            }

            $(crate::runtime::macros::setters!(@one [$(#[$attribute])*] $setter $mode $type);)*
        }
    };
    (@one [$($attributes:tt)*] $name:ident optional $type:ty) => {
        crate::runtime::macros::setters!(@method [$($attributes)*] $name $type, value => Some(value.into()));
    };
    (@one [$($attributes:tt)*] $name:ident nullable $type:ty) => {
        crate::runtime::macros::setters!(
            @method [$($attributes)*] $name crate::runtime::scalars::Nullable<$type>, value => value.into()
        );
    };
    (@method [$($attributes:tt)*] $name:ident $type:ty, $value:ident => $wrapped:expr) => {
        #[doc = concat!("Sets `", stringify!($name), "`.")]
        #[must_use]
        $($attributes)*
        pub fn $name(mut self, $value: impl ::std::convert::Into<$type>) -> Self {
            self.$name = $wrapped;
            self
        }
    };
}

pub(crate) use {json_enum, json_struct, json_text, json_traits, setters};
