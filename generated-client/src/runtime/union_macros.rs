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

        crate::runtime::macros::json_serde!($name);
    };
}

/// `From` of what the arms of a union hold: `from_arms!(ThreadList { Page: ThreadPage, Node: boxed Node });`.
macro_rules! from_arms {
    () => {};
    ($name:ident { $($rows:tt)* }) => {
        crate::runtime::macros::from_arms!(@rows $name $($rows)*);
    };
    (@rows $name:ident $($arm:ident: $type:ty),* $(,)?) => {
        $(
            impl ::std::convert::From<$type> for $name {
                fn from(value: $type) -> Self {
                    Self::$arm(value)
                }
            }

            impl ::std::convert::From<$type> for crate::runtime::scalars::Nullable<$name> {
                fn from(value: $type) -> Self {
                    Self::Value(value.into())
                }
            }
        )*
    };
    (@rows $name:ident $arm:ident: boxed $type:ty $(, $($rows:tt)*)?) => {
        impl ::std::convert::From<$type> for $name {
            fn from(value: $type) -> Self {
                Self::$arm(::std::boxed::Box::new(value))
            }
        }

        impl ::std::convert::From<$type> for crate::runtime::scalars::Nullable<$name> {
            fn from(value: $type) -> Self {
                Self::Value(value.into())
            }
        }

        crate::runtime::macros::from_arms!(@rows $name $($($rows)*)?);
    };
    (@rows $name:ident $arm:ident: $type:ty, $($rows:tt)*) => {
        crate::runtime::macros::from_arms!(@rows $name $arm: $type);
        crate::runtime::macros::from_arms!(@rows $name $($rows)*);
    };
}

pub(crate) use {from_arms, json_union};

// An API may need only some of the tables.
super::macros::from_arms!();
super::macros::json_union!();
