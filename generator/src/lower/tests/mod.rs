//! What lowering makes of small documents. Types are written in one line: components by name, inline types in full.

mod operations;
mod paging;
mod repairs;
mod schemas;
mod sides;
mod streams;
mod unions;

use serde_json::{Value, json};

use super::{LowerOptions, lower};
use crate::diagnostics::Diagnostics;
use crate::ir::{Additional, Api, Arm, BodyForm, Content, Field, Output, Shape, StreamItem, TypeDef, TypeRef};
use crate::spec;

/// The API of a document, and the codes of what lowering reported.
fn lowered(document: &Value) -> (Api, Vec<&'static str>) {
    lowered_with(document, &LowerOptions::default())
}

fn lowered_with(document: &Value, options: &LowerOptions) -> (Api, Vec<&'static str>) {
    let mut diagnostics = Diagnostics::new();
    let read = spec::read(document, &mut diagnostics).unwrap();
    let before = diagnostics.len();
    let api = lower(&read, options, &mut diagnostics);
    let codes = diagnostics.iter().skip(before).map(|found| found.code.name()).collect();
    (api, codes)
}

/// A document with these schemas.
fn with_schemas(schemas: &Value) -> Value {
    json!({
        "openapi": "3.1.1", "info": {"title": "Acme", "version": "1"}, "paths": {},
        "components": {"schemas": schemas},
    })
}

/// A document with one operation, `GET` unless it has a body, and these schemas.
fn with_operation(operation: &Value, schemas: &Value) -> Value {
    let method = if operation.get("requestBody").is_some() { "post" } else { "get" };
    json!({
        "openapi": "3.1.1", "info": {"title": "Acme", "version": "1"}, "paths": {"/x": {method: operation}},
        "components": {"schemas": schemas},
    })
}

/// The component `X`.
fn x(schemas: &Value) -> String {
    component(schemas, "X")
}

/// The component of this name.
fn component(schemas: &Value, name: &str) -> String {
    let (api, _) = lowered(&with_schemas(schemas));
    shape(&api, find(&api, name))
}

/// The codes of what is reported of schemas.
fn codes(schemas: &Value) -> Vec<&'static str> {
    lowered(&with_schemas(schemas)).1
}

fn find<'a>(api: &'a Api, name: &str) -> &'a TypeDef {
    api.types.iter().find(|def| def.context.component.as_deref() == Some(name)).unwrap()
}

fn shape(api: &Api, def: &TypeDef) -> String {
    match &def.shape {
        Shape::Alias(ty) => text(api, ty),
        Shape::Enum(of) => {
            let values: Vec<String> = of.values.iter().map(|value| value.value.to_string()).collect();
            values.join(" | ")
        }
        Shape::Struct(of) => {
            let mut members: Vec<String> = of.fields.iter().map(|one| field(api, one)).collect();
            if let Additional::Kept(ty) = &of.additional {
                members.push(format!("..{}", text(api, ty)));
            }
            format!("{{{}}}", members.join(", "))
        }
        Shape::Union(of) => {
            let by = of.tag.as_ref().map(|tag| format!(" by {tag}")).unwrap_or_default();
            let arms: Vec<String> = of.arms.iter().map(|one| arm(api, one)).collect();
            let otherwise = of.default_arm.map(|index| format!(" else {index}")).unwrap_or_default();
            format!("union{by} ({}){otherwise}", arms.join(", "))
        }
        Shape::Events(of) => {
            let arms = of.arms.iter().map(|one| format!("{}: {}", one.event, content(api, &one.payload)));
            format!("events ({})", arms.collect::<Vec<_>>().join(", "))
        }
    }
}

fn field(api: &Api, field: &Field) -> String {
    let mark = if field.required { "" } else { "?" };
    match &field.constant {
        Some(value) => format!("{}{mark} = {value}", field.name),
        None => format!("{}{mark}: {}", field.name, text(api, &field.ty)),
    }
}

fn arm(api: &Api, arm: &Arm) -> String {
    let tags = if arm.tags.is_empty() { String::new() } else { format!(" {:?}", arm.tags) };
    format!("{}{tags}", text(api, &arm.ty))
}

fn text(api: &Api, ty: &TypeRef) -> String {
    match ty {
        TypeRef::Named(id) => match &api.types[id.index()] {
            TypeDef { context, .. } if context.component.is_some() => context.component.clone().unwrap(),
            inline => shape(api, inline),
        },
        TypeRef::Scalar(scalar) => format!("{scalar:?}"),
        TypeRef::List(of) => format!("[{}]", text(api, of)),
        TypeRef::Map(of) => format!("map {}", text(api, of)),
        TypeRef::Nullable(of) => format!("{} or null", text(api, of)),
        TypeRef::Tuple(of) => format!("({})", of.iter().map(|ty| text(api, ty)).collect::<Vec<_>>().join(", ")),
        TypeRef::Json => "Json".to_owned(),
    }
}

fn content(api: &Api, content: &Content) -> String {
    match content {
        Content::Json(ty) => text(api, ty),
        Content::Stream(stream) => match &stream.item {
            StreamItem::Events(id) => text(api, &TypeRef::Named(*id)),
            StreamItem::Json(ty) => format!("items {}", text(api, ty)),
            StreamItem::Text => "frames".to_owned(),
        },
        other => format!("{other:?}").to_lowercase(),
    }
}

fn output(api: &Api, output: &Output) -> String {
    match output {
        Output::Empty => "empty".to_owned(),
        Output::One(one) => content(api, one),
        Output::Optional(one) => format!("maybe {}", content(api, one)),
        Output::Several(answers) => {
            let texts = answers.iter().map(|answer| format!("{:?} {}", answer.status, content(api, &answer.content)));
            texts.collect::<Vec<_>>().join(", ")
        }
    }
}

fn body(api: &Api, form: &BodyForm) -> String {
    match form {
        BodyForm::Json(ty) => format!("json {}", text(api, ty)),
        BodyForm::Form { ty, .. } => format!("form {}", text(api, ty)),
        BodyForm::Multipart { ty, .. } => format!("multipart {}", text(api, ty)),
        BodyForm::Text => "text".to_owned(),
        BodyForm::Bytes => "bytes".to_owned(),
    }
}
