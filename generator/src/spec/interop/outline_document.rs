//! Outlines a document that this reader read.

use super::Outline;
use super::outline_value::shown;
use crate::spec::{Document, Location, MediaType, Parameter, ParameterValue, RefOr, Schema, StatusKey, Style};

/// The outline of a document.
pub(super) fn outline(document: &Document<'_>) -> Outline {
    let mut outline = Outline::new();
    for item in &document.paths {
        parameters(&mut outline, &item.template, &item.parameters);
        for operation in &item.operations {
            let place = format!("{} {}", operation.method, item.template);
            outline.insert(place.clone(), operation.operation_id.unwrap_or_default().to_owned());
            parameters(&mut outline, &place, &operation.parameters);
            if let Some(body) = &operation.request_body {
                content(&mut outline, &format!("{place} body"), body, |body| &body.content);
            }
            for (status, response) in &operation.responses {
                content(&mut outline, &format!("{place} {}", status_text(*status)), response, |one| &one.content);
            }
        }
    }
    let components = &document.components;
    for (key, one) in &components.schemas {
        if let Some(name) = component(key, "schemas") {
            schema(&mut outline, &format!("schema {name}"), one);
        }
    }
    for (key, one) in &components.parameters {
        if let Some(name) = component(key, "parameters") {
            parameter(&mut outline, &format!("parameter {name}"), one);
        }
    }
    for (key, one) in &components.responses {
        if let Some(name) = component(key, "responses") {
            content(&mut outline, &format!("response {name}"), one, |one| &one.content);
        }
    }
    for (key, one) in &components.request_bodies {
        if let Some(name) = component(key, "requestBodies") {
            content(&mut outline, &format!("body {name}"), one, |one| &one.content);
        }
    }
    outline
}

/// The name of a declared component.
fn component(key: &str, section: &str) -> Option<String> {
    let name = key.strip_prefix("#/components/")?.strip_prefix(section)?.strip_prefix('/')?;
    (!name.contains('/')).then(|| name.replace("~1", "/").replace("~0", "~"))
}

fn status_text(status: StatusKey) -> String {
    match status {
        StatusKey::Code(code) => code.to_string(),
        StatusKey::Range(digit) => format!("{digit}XX"),
        StatusKey::Default => "DEFAULT".to_owned(),
    }
}

fn parameters(outline: &mut Outline, place: &str, all: &[RefOr<'_, Parameter<'_>>]) {
    for (i, one) in all.iter().enumerate() {
        parameter(outline, &format!("{place} parameter {i}"), one);
    }
}

fn parameter(outline: &mut Outline, place: &str, one: &RefOr<'_, Parameter<'_>>) {
    let parameter = match one {
        RefOr::Ref { to, .. } => {
            outline.insert(place.to_owned(), to.clone().into_owned());
            return;
        }
        RefOr::Item(parameter) => parameter,
    };
    let location = match parameter.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Querystring => "querystring",
        Location::Header => "header",
        Location::Cookie => "cookie",
    };
    let sent = match &parameter.value {
        ParameterValue::Schema { schema: one, style, explode, .. } => {
            schema(outline, &format!("{place} schema"), one);
            format!("{} {explode}", style_name(*style))
        }
        ParameterValue::Content { media_type, content } => {
            media_types(outline, place, std::iter::once((*media_type, &**content)));
            String::new()
        }
    };
    outline.insert(place.to_owned(), format!("{location} {} {} {sent}", parameter.name, parameter.required));
}

fn style_name(style: Style) -> &'static str {
    match style {
        Style::Matrix => "matrix",
        Style::Label => "label",
        Style::Simple => "simple",
        Style::Form => "form",
        Style::SpaceDelimited => "spaceDelimited",
        Style::PipeDelimited => "pipeDelimited",
        Style::DeepObject => "deepObject",
        Style::Cookie => "cookie",
    }
}

fn content<'d, 'a: 'd, T>(
    outline: &mut Outline,
    place: &str,
    one: &'d RefOr<'a, T>,
    content: impl FnOnce(&'d T) -> &'d Vec<(&'a str, RefOr<'a, MediaType<'a>>)>,
) {
    match one {
        RefOr::Ref { to, .. } => {
            outline.insert(place.to_owned(), to.clone().into_owned());
        }
        RefOr::Item(item) => {
            outline.insert(place.to_owned(), String::new());
            media_types(outline, place, content(item).iter().map(|(name, one)| (*name, one)));
        }
    }
}

fn media_types<'d, 'a: 'd>(
    outline: &mut Outline,
    place: &str,
    all: impl Iterator<Item = (&'a str, &'d RefOr<'a, MediaType<'a>>)>,
) {
    for (name, media_type) in all {
        let place = format!("{place} {name}");
        outline.insert(place.clone(), String::new());
        if let RefOr::Item(MediaType { schema: Some(one), .. }) = media_type {
            schema(outline, &place, one);
        }
    }
}

fn schema(outline: &mut Outline, place: &str, schema: &Schema<'_>) {
    if let Some(to) = &schema.reference {
        outline.insert(place.to_owned(), to.clone().into_owned());
        return;
    }
    let inner = |always: Option<bool>| always.map_or("schema".to_owned(), |always| always.to_string());
    let said = [
        format!("{:?}", schema.types),
        schema.format.unwrap_or_default().to_owned(),
        schema.nullable.to_string(),
        schema.values.unwrap_or_default().iter().map(shown).collect::<Vec<_>>().join(","),
        schema.required.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(","),
        schema.additional_properties.as_ref().map_or(String::new(), |one| inner(one.always)),
    ];
    outline.insert(place.to_owned(), said.join(" / "));
    for (name, property) in &schema.properties {
        self::schema(outline, &format!("{place}.{name}"), property);
    }
    for (keyword, arms) in [("allOf", &schema.all_of), ("anyOf", &schema.any_of), ("oneOf", &schema.one_of)] {
        for (i, arm) in arms.iter().enumerate() {
            self::schema(outline, &format!("{place} {keyword} {i}"), arm);
        }
    }
    for (keyword, one) in [("items", &schema.items), ("additionalProperties", &schema.additional_properties)] {
        if let Some(one) = one.as_ref().filter(|one| one.always.is_none()) {
            self::schema(outline, &format!("{place} {keyword}"), one);
        }
    }
}
