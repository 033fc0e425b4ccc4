//! Spells the way to a schema that references lead to, where it is no component: `#/components/schemas/Pet/properties/toy`
//! reads `PetToy`.

use super::case;
use crate::pointer::{Pointer, item_position};

/// The name; none where the way says nothing.
pub(super) fn spelled(at: &Pointer) -> Option<String> {
    let segments = at.segments();
    let (base, rest) = match segments.as_slice() {
        ["components", _, name, rest @ ..] => (case::pascal(name), rest),
        ["paths" | "webhooks", path, method, rest @ ..] => (case::pascal(&format!("{method} {path}")), rest),
        _ => return None,
    };
    let mut name = base;
    let mut rest = rest.iter().copied();
    while let Some(step) = rest.next() {
        let part = match step {
            "properties" | "$defs" | "definitions" => rest.next().map(case::pascal),
            "items" => Some("Item".to_owned()),
            "additionalProperties" => Some("Value".to_owned()),
            "patternProperties" => rest.next().map(|_| "Value".to_owned()),
            "requestBody" => Some("Body".to_owned()),
            "responses" => rest.next().map(|status| case::pascal(&format!("response {status}"))),
            "content" => rest.next().and(None),
            "allOf" => numbered("Part", rest.next()),
            "anyOf" | "oneOf" => numbered("Variant", rest.next()),
            "prefixItems" => numbered("Element", rest.next()),
            "schema" | "parameters" | "headers" => None,
            other => Some(case::pascal(other)),
        };
        name.push_str(part.as_deref().unwrap_or_default().trim_start_matches('_'));
    }
    Some(name)
}

fn numbered(what: &str, position: Option<&str>) -> Option<String> {
    Some(format!("{what}{}", item_position(position?)? + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_is_read_from_outside() {
        let name = |text: &str| spelled(&Pointer::parse(text));
        assert_eq!(name("/components/schemas/pet/properties/toy/allOf/0").as_deref(), Some("PetToyPart1"));
        assert_eq!(
            name("/components/responses/Pets/content/application~1json/schema/items").as_deref(),
            Some("PetsItem")
        );
        let answer = "/paths/~1pets~1{id}/get/responses/200/content/application~1json/schema";
        assert_eq!(name(answer).as_deref(), Some("GetPetsIdResponse200"));
        assert_eq!(name("/x-types/a"), None);
    }
}
