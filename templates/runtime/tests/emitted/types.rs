//! A small API.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::runtime::macros::{from_arms, json_enum, json_events, json_struct, json_text, json_union, setters};
use crate::runtime::{Base64, DateTime, Nullable, RawJson, UnknownEvent, UnknownValue, Value};

json_text!(Uuid, "a UUID");

/// A conversation.
#[derive(Clone)]
#[non_exhaustive]
pub struct Thread {
    pub id: Uuid,
    pub name: String,
    pub created_at: DateTime,
    pub owner: Option<String>,
    pub tags: Option<Vec<String>>,
    pub status: Option<Status>,
    pub parent: Option<Box<Thread>>,
    pub r#type: Option<i32>,
}

json_struct!(Thread {
    id: required, name: required, created_at: required "createdAt", owner: required, tags: optional,
    status: optional, parent: optional, r#type: optional "type",
});

/// What makes a conversation.
#[derive(Clone)]
#[non_exhaustive]
pub struct ThreadCreate {
    pub name: String,
    pub assistant_id: Nullable<String>,
    pub limit: Nullable<u64>,
    pub tags: Option<Vec<String>>,
    pub icon: Option<Base64>,
    pub extra: BTreeMap<String, Value>,
}

setters!(ThreadCreate {
    new(name: impl Into<String>; extra);
    assistant_id: nullable String,
    limit: nullable u64,
    #[deprecated = "labels are tags now"]
    tags: optional Vec<String>,
    icon: optional Base64,
});

json_struct!(ThreadCreate {
    members {
        name: required "name",
        assistant_id: nullable "assistantId",
        limit: nullable "limit",
        tags: optional "tags",
        icon: optional "icon",
    }
    rest extra
});

/// Nothing is required.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Empty {}

json_struct!(Empty {});

/// Said by a person.
#[derive(Clone)]
#[non_exhaustive]
pub struct Human {
    pub content: String,
}

json_struct!(Human {
    constants {
        required "type" = "\"human\"",
        optional "version" = "1",
    }
    members {
        content: required "content",
    }
});

/// Said by a model.
#[derive(Clone)]
#[non_exhaustive]
pub struct Ai {
    pub r#type: String,
    pub content: Option<Vec<Message>>,
}

json_struct!(Ai { members { r#type: required "type", content: optional "content" } });

/// An open enum.
#[derive(Clone)]
#[non_exhaustive]
pub enum Status {
    Queued,
    InProgress,
    Unknown(UnknownValue),
}

json_enum!(Status: string { Queued = "queued", InProgress = "in_progress" });

/// A value of this enum is called `unknown`.
#[derive(Clone)]
#[non_exhaustive]
pub enum Health {
    Unknown,
    Other(UnknownValue),
}

json_enum!(Health: string { Unknown = "unknown" } rest Other);

/// Integers.
#[derive(Clone)]
#[non_exhaustive]
pub enum Level {
    One,
    MinusTwo,
    Huge,
    Unknown(UnknownValue),
}

json_enum!(Level: integer { One = 1, MinusTwo = -2, Huge = 18446744073709551615 });

/// Scalars of several kinds.
#[derive(Clone)]
#[non_exhaustive]
pub enum Odd {
    A,
    One,
    Yes,
    Pi,
    Unknown(UnknownValue),
}

json_enum!(Odd: mixed { A = "\"a\"", One = "1", Yes = "true", Pi = "3.14" });

/// Told apart by a tag.
#[derive(Clone)]
#[non_exhaustive]
pub enum Message {
    Human(Human),
    Ai(Box<Ai>),
    Text(String),
    Unknown(RawJson),
}

json_union!(Message by "type" { Human: OBJECT ["human"], Ai: OBJECT ["ai", "AIMessageChunk"], Text: STRING });
from_arms!(Message { plain { Human: Human, Text: String } boxed { Ai: Ai } text Text nullable });

/// Told apart by a tag, with an arm for any other.
#[derive(Clone)]
#[non_exhaustive]
pub enum Pet {
    Cat(Cat),
    Other(BTreeMap<String, Value>),
    Unknown(RawJson),
}

json_union!(Pet by "kind" else Other { Cat: OBJECT ["cat"], Other: OBJECT ["other"] });

/// An animal.
#[derive(Clone)]
#[non_exhaustive]
pub struct Cat {
    pub kind: String,
    pub lives: u8,
}

json_struct!(Cat { members { kind: required "kind", lives: required "lives" } });

/// Told apart by kind and by members.
#[derive(Clone)]
#[non_exhaustive]
pub enum Shape {
    Circle(Circle),
    Ring(Ring),
    Whole(i64),
    Part(f64),
    Many(Vec<Shape>),
    Word(Status),
    Odd(RawJson),
}

json_union!(Shape {
    Circle: OBJECT has ["radius"] knows ["radius", "color"],
    Ring: OBJECT has ["radius"] knows ["radius", "hole"],
    Part: NUMBER,
    Whole: INTEGER,
    Many: ARRAY,
    Word: STRING | BOOLEAN,
} rest Odd);
from_arms!(Shape { Circle: Circle, Ring: Ring });

/// A shape.
#[derive(Clone)]
#[non_exhaustive]
pub struct Circle {
    pub radius: f64,
    pub color: Option<String>,
}

json_struct!(Circle { members { radius: required "radius", color: optional "color" } });

/// A shape with a hole.
#[derive(Clone)]
#[non_exhaustive]
pub struct Ring {
    pub radius: f64,
    pub hole: Option<f64>,
}

json_struct!(Ring { members { radius: required "radius", hole: optional "hole" } });

/// Told apart by a tag that two arms share, beside one without.
#[derive(Clone)]
#[non_exhaustive]
pub enum Named {
    Circle(Circle),
    Ring(Ring),
    Free(BTreeMap<String, Value>),
    Unknown(RawJson),
}

json_union!(Named by "kind" {
    Circle: OBJECT ["round"] has ["radius"] knows ["kind", "radius", "color"],
    Ring: OBJECT ["round"] has ["radius"] knows ["kind", "radius", "hole"],
    Free: OBJECT,
});

/// Told apart by what each arm would lose.
#[derive(Clone)]
#[non_exhaustive]
pub enum Options {
    Checked(Checked),
    Nested(Nested),
    Nothing(Nothing),
    Free(BTreeMap<String, Value>),
    Unknown(RawJson),
}

json_union!(Options {
    Checked: OBJECT knows ["check", "by"],
    Nested: OBJECT knows ["by"],
    Nothing: OBJECT,
    Free: OBJECT,
});

/// Written with a constant.
#[derive(Clone)]
#[non_exhaustive]
pub struct Checked {
    pub by: Option<Circle>,
}

json_struct!(Checked { constants { optional "check" = "true" } members { by: optional } });

/// Knows another member of the same name.
#[derive(Clone)]
#[non_exhaustive]
pub struct Nested {
    pub by: Option<Ring>,
}

json_struct!(Nested { by: optional });

/// Without members.
#[derive(Clone)]
#[non_exhaustive]
pub struct Nothing {}

json_struct!(Nothing {});

/// The events of a run.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum RunEvent {
    Data(Vec<Message>),
    Note(String),
    End,
    Unknown(UnknownEvent),
}

json_events!(RunEvent { "data" => Data json, "note" => Note text, "end" => End empty });
