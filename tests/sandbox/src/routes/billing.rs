//! Checkout, credits and prices. Nothing is ever paid.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::cx::{Cx, Outcome, ok};
use crate::refusal::Refusal;

/// More credits than these are refused, as by a card without cover.
const MOST_CREDITS: i64 = 1_000;
/// So many threads are sold out: the answer is then a sentence in place of a session.
const SOLD_OUT: i64 = 100_000;

pub(super) fn checkout(cx: &Cx) -> Outcome {
    let given: Value = cx.json()?;
    if given.get("quantity").and_then(Value::as_i64) == Some(SOLD_OUT) {
        return ok(&"Stripe is not configured");
    }
    let id = cx.app.store.change(|tables| cx.app.id(tables));
    ok(&json!({ "id": id, "session_id": id, "url": format!("https://checkout.example/pay/{id}") }))
}

pub(super) fn webhook(_: &Cx) -> Outcome {
    ok(&json!({ "status": "ok" }))
}

pub(super) fn purchase(cx: &Cx) -> Outcome {
    let given: Value = cx.json()?;
    let amount = given.get("amount").and_then(Value::as_i64).unwrap_or(i64::MAX);
    if amount > MOST_CREDITS {
        return Err(Refusal::Detail(StatusCode::PAYMENT_REQUIRED, "The card was declined".to_owned()));
    }
    ok(&json!({ "status": "ok", "amount": amount }))
}

pub(super) fn agent_price(cx: &Cx) -> Outcome {
    // The longer its name, the dearer a model: at least the price follows from something.
    let name = cx.query.get("agent_name").and_then(Value::as_str).unwrap_or_default();
    ok(&json!({ "price": if name.chars().count() > 8 { 2 } else { 1 } }))
}

pub(super) fn token_price(_: &Cx) -> Outcome {
    ok(&json!({ "id": "price_sandbox", "object": "price", "unit_amount": 10, "currency": "eur" }))
}
