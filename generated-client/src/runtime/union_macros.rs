//! The tables of types that are one of several.

/// A union: `json_union!(Message by "type" else Other { Human: OBJECT ["human"], Text: STRING | INTEGER });`; an arm
/// may say which members it `has ["radius"]` and `knows ["radius", "color"]`.
macro_rules! json_union {
    () => {};
    ($name:ident $(by $tag:literal)? $(else $otherwise:ident)? { $($arms:tt)* }) => {
        crate::runtime::macros::json_union!($name $(by $tag)? $(else $otherwise)? { $($arms)* } rest Unknown);
    };
    (
        $name:ident $(by $tag:literal)? $(else $otherwise:ident)? {
            $($arm:ident: $($kind:ident)|+ $([$($value:literal),* $(,)?])?
                $(has [$($has:literal),* $(,)?])? $(knows [$($knows:literal),* $(,)?])?),* $(,)?
        } rest $rest:ident
    ) => {
        const _: () = {
            const UNION: &crate::runtime::json::Union = &crate::runtime::json::Union {
                tag: crate::runtime::macros::json_struct!(@maybe $($tag)?),
                otherwise: crate::runtime::macros::json_struct!(@maybe $(stringify!($otherwise))?),
                arms: &[$(crate::runtime::json::Arm {
                    name: stringify!($arm),
                    kinds: $(crate::runtime::json::kinds::$kind)|+,
                    tags: &[$($($value),*)?],
                    has: &[$($($has),*)?],
                    knows: &[$($($knows),*)?],
                }),*],
            };

            impl crate::runtime::json::ToJson for $name {
                fn write(&self, writer: &mut crate::runtime::json::Writer) {
                    let value: &dyn crate::runtime::json::ToJson = match self {
                        $(Self::$arm(value) => value,)*
                        Self::$rest(value) => value,
                    };
                    value.write(writer);
                }
            }

            impl crate::runtime::json::Json for $name {
                fn read(
                    reader: &mut crate::runtime::json::Reader<'_>,
                ) -> ::std::result::Result<Self, crate::runtime::json::JsonError> {
                    crate::runtime::json::read_union(reader, UNION, |arm, reader| match arm {
                        $(stringify!($arm) => crate::runtime::json::Json::read(reader).map(Self::$arm),)*
                        _ => crate::runtime::json::Json::read(reader).map(Self::$rest),
                    })
                }
            }
        };

        crate::runtime::macros::json_traits!($name);
    };
}

/// `From` of what the arms of a union hold: `from_arms!(ThreadList { Page: ThreadPage, List: Vec<Thread> });`, and with
/// arms that are boxed, with an arm that texts become, of a union that setters take or null:
/// `from_arms!(ThreadList { plain { Name: String } boxed { Node: Node } text Name nullable });`.
macro_rules! from_arms {
    () => {};
    ($name:ident { $($arm:ident: $type:ty),* $(,)? }) => {
        crate::runtime::macros::from_arms!($name { plain { $($arm: $type),* } });
    };
    (
        $name:ident {
            $(plain { $($plain:ident: $plain_type:ty),* $(,)? })?
            $(boxed { $($boxed:ident: $boxed_type:ty),* $(,)? })?
            $(text $text:ident)?
        }
    ) => {
        $($(
            impl ::std::convert::From<$plain_type> for $name {
                fn from(value: $plain_type) -> Self {
                    Self::$plain(value)
                }
            }
        )*)?
        $($(
            impl ::std::convert::From<$boxed_type> for $name {
                fn from(value: $boxed_type) -> Self {
                    Self::$boxed(::std::boxed::Box::new(value))
                }
            }
        )*)?
        $(
            impl ::std::convert::From<&str> for $name {
                fn from(text: &str) -> Self {
                    Self::$text(text.into())
                }
            }
        )?
    };
    (
        $name:ident {
            $(plain { $($plain:ident: $plain_type:ty),* $(,)? })?
            $(boxed { $($boxed:ident: $boxed_type:ty),* $(,)? })?
            $(text $text:ident)?
            nullable
        }
    ) => {
        crate::runtime::macros::from_arms!($name {
            $(plain { $($plain: $plain_type),* })?
            $(boxed { $($boxed: $boxed_type),* })?
            $(text $text)?
        });
        crate::runtime::macros::from_arms!(@nullable $name $($($plain_type),*)?);
        crate::runtime::macros::from_arms!(@nullable $name $($($boxed_type),*)?);
        $(
            // Named, so that a table without such an arm has no such impl.
            impl ::std::convert::From<&str> for crate::runtime::scalars::Nullable<$name> {
                fn from(text: &str) -> Self {
                    Self::Value($name::$text(text.into()))
                }
            }
        )?
    };
    (@nullable $name:ident $($type:ty),*) => { $(
        impl ::std::convert::From<$type> for crate::runtime::scalars::Nullable<$name> {
            fn from(value: $type) -> Self {
                Self::Value(value.into())
            }
        }
    )* };
}

pub(crate) use {from_arms, json_union};

// An API may need only some of the tables.
super::macros::from_arms!();
super::macros::json_union!();
