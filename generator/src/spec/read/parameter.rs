//! Reads parameters and headers, with the defaults of style and explode filled in.

use serde_json::Value;

use super::example::examples;
use super::media_type::content;
use super::node::shown;
use super::references::{Kind, ref_or};
use super::schema::schema;
use super::{Cx, Holder, Member, Node};
use crate::diagnostics::codes;
use crate::pointer::Pointer;
use crate::spec::{Header, Location, MediaType, Parameter, ParameterValue, RefOr, Schema, Style};

/// The members that say how a value is described and sent.
#[derive(Default)]
struct Form<'a> {
    schema: Option<Schema<'a>>,
    content: Option<(&'a str, RefOr<'a, MediaType<'a>>)>,
    style: Option<Style>,
    explode: Option<bool>,
    allow_reserved: bool,
}

/// A parameter; none where it has no name or no place, which is reported.
pub(super) fn parameter<'a>(cx: &mut Cx<'a>, node: &Node<'a>) -> Option<Parameter<'a>> {
    let (mut name, mut place, mut required, mut form) = (None, None, None, Form::default());
    let mut parameter = Parameter {
        at: node.at.clone(),
        name: "",
        location: Location::Query,
        description: None,
        required: false,
        deprecated: false,
        allow_empty: false,
        value: ParameterValue::Schema {
            schema: Box::default(),
            style: Style::Form,
            explode: true,
            allow_reserved: false,
        },
        examples: Vec::new(),
        extensions: Vec::new(),
    };
    for member in node.members(cx, Holder::Parameter) {
        match member.key {
            "name" => name = member.text(cx),
            "in" => place = Some(member),
            "description" => parameter.description = member.text(cx),
            "required" => required = member.flag(cx),
            "deprecated" => parameter.deprecated = member.flag(cx).unwrap_or_default(),
            "allowEmptyValue" => parameter.allow_empty = member.flag(cx).unwrap_or_default(),
            "example" => parameter.examples.insert(0, member.value),
            "examples" => {
                parameter.examples.extend(examples(cx, member).into_iter().filter_map(|example| example.value));
            }
            _ if member.is_extension() => parameter.extensions.push((member.key, member.value)),
            _ if form.take(cx, member) => {}
            _ => member.left(cx),
        }
    }
    if !node.value.is_object() {
        return None;
    }
    let Some(name) = name else {
        cx.missing(&node.at, "the parameter has no `name`", "it is left out");
        return None;
    };
    parameter.name = name;
    parameter.location = location(cx, node, place)?;
    parameter.required = required_in(cx, &parameter, required);
    parameter.value = form.value(cx, &node.at, parameter.location, name);
    Some(parameter)
}

fn location<'a>(cx: &mut Cx<'a>, node: &Node<'a>, place: Option<Member<'_, 'a>>) -> Option<Location> {
    let Some(place) = place else {
        cx.missing(&node.at, "the parameter has no place (`in`)", "it is left out");
        return None;
    };
    match place.value.as_str() {
        Some("path") => Some(Location::Path),
        Some("query") => Some(Location::Query),
        Some("header") => Some(Location::Header),
        Some("cookie") => Some(Location::Cookie),
        Some("querystring") => {
            cx.since(2, "`in: querystring`", &node.at);
            Some(Location::Querystring)
        }
        _ => {
            let message = format!("{} is no place of a parameter: it is left out", shown(place.value));
            let help = "a parameter is in `path`, `query`, `header` or `cookie`; a body is stated in `requestBody`";
            cx.report(codes::PARAMETER_PLACE, &place.at(), message).help(help);
            None
        }
    }
}

/// A path parameter is always required; documents may forget to say so.
fn required_in(cx: &mut Cx<'_>, parameter: &Parameter<'_>, stated: Option<bool>) -> bool {
    if parameter.location != Location::Path {
        return stated.unwrap_or_default();
    }
    if stated != Some(true) {
        let message =
            format!("the path parameter `{}` is not required by the document: it is all the same", parameter.name);
        cx.report(codes::OPTIONAL_PATH_PARAMETER, &parameter.at, message);
    }
    true
}

/// Headers by name.
pub(super) fn headers<'a>(cx: &mut Cx<'a>, member: Member<'_, 'a>) -> Vec<(&'a str, RefOr<'a, Header<'a>>)> {
    member.named(cx, |cx, node| ref_or(cx, node, Kind::Header, |cx, node| Some(header(cx, node))))
}

/// A header.
pub(super) fn header<'a>(cx: &mut Cx<'a>, node: &Node<'a>) -> Header<'a> {
    let (mut description, mut required, mut deprecated, mut form) = (None, false, false, Form::default());
    for member in node.members(cx, Holder::Header) {
        match member.key {
            "description" => description = member.text(cx),
            "required" => required = member.flag(cx).unwrap_or_default(),
            "deprecated" => deprecated = member.flag(cx).unwrap_or_default(),
            // There is one style for headers only.
            "style" | "allowReserved" => {}
            _ if form.take(cx, member) => {}
            _ => member.left(cx),
        }
    }
    let name = node.at.last().unwrap_or_default();
    let value = form.value(cx, &node.at, Location::Header, name);
    Header { at: node.at.clone(), description, required, deprecated, value }
}

impl<'a> Form<'a> {
    fn take(&mut self, cx: &mut Cx<'a>, member: Member<'_, 'a>) -> bool {
        match member.key {
            "schema" => self.schema = Some(schema(cx, &member.node())),
            "content" => self.content = content(cx, member).into_iter().next(),
            "style" => self.style = style(cx, member),
            "explode" => self.explode = member.flag(cx),
            "allowReserved" => self.allow_reserved = member.flag(cx).unwrap_or_default(),
            _ => return false,
        }
        true
    }

    fn value(self, cx: &mut Cx<'a>, at: &Pointer, location: Location, name: &str) -> ParameterValue<'a> {
        if let Some((media_type, content)) = self.content {
            return ParameterValue::Content { media_type, content: Box::new(content) };
        }
        let schema = self.schema.unwrap_or_else(|| {
            cx.missing(at, &format!("`{name}` has neither `schema` nor `content`"), "any value is accepted");
            Schema { at: at.clone(), always: Some(true), ..Schema::default() }
        });
        let usual = usual_style(location);
        let style = self.style.filter(|style| fits(cx, at, location, *style)).unwrap_or(usual);
        if style == Style::Cookie {
            cx.since(2, "`style: cookie`", at);
        }
        let explode = self.explode.unwrap_or(matches!(style, Style::Form | Style::Cookie));
        ParameterValue::Schema { schema: Box::new(schema), style, explode, allow_reserved: self.allow_reserved }
    }
}

fn usual_style(location: Location) -> Style {
    match location {
        Location::Path | Location::Header => Style::Simple,
        Location::Query | Location::Querystring | Location::Cookie => Style::Form,
    }
}

/// The table of styles in the section on the Parameter Object.
fn fits(cx: &mut Cx<'_>, at: &Pointer, location: Location, style: Style) -> bool {
    let fits = match location {
        Location::Path => matches!(style, Style::Matrix | Style::Label | Style::Simple),
        Location::Header => style == Style::Simple,
        Location::Cookie => matches!(style, Style::Form | Style::Cookie),
        Location::Query | Location::Querystring => {
            matches!(style, Style::Form | Style::SpaceDelimited | Style::PipeDelimited | Style::DeepObject)
        }
    };
    if !fits {
        let message = "this style does not fit the place of the parameter: the usual one is used";
        cx.report(codes::PARAMETER_STYLE, &at.child("style"), message);
    }
    fits
}

/// The style of this name.
pub(super) fn style<'a>(cx: &mut Cx<'a>, member: Member<'_, 'a>) -> Option<Style> {
    match member.value {
        Value::Null => None,
        Value::String(text) => match text.as_str() {
            "matrix" => Some(Style::Matrix),
            "label" => Some(Style::Label),
            "simple" => Some(Style::Simple),
            "form" => Some(Style::Form),
            "spaceDelimited" => Some(Style::SpaceDelimited),
            "pipeDelimited" => Some(Style::PipeDelimited),
            "deepObject" => Some(Style::DeepObject),
            "cookie" => Some(Style::Cookie),
            _ => {
                let message = format!("`{text}` is no style: the usual one is used");
                cx.report(codes::PARAMETER_STYLE, &member.at(), message);
                None
            }
        },
        _ => member.wrong(cx, "the name of a style"),
    }
}
