//! Calls about buying, tools, the state of the backend and its operators.

use super::calls::{Call, ID, call, check};
use super::read;

pub(super) fn calls() -> Vec<Call> {
    vec![
        call!(CREATE_SESSION "/checkout/create-checkout-session", User, r#"{"quantity":100,"total_amount":9.5}"#,
            r#"{"url":"https://pay.example.com/1","id":"i","session_id":"s","object":"checkout.session"}"#,
            |c, body| c.checkout().create_session(&read(body))),
        call!(PAYMENT_WEBHOOK "/checkout/webhook", Anyone, "", r#"{"status":"ok"}"#,
            |c, _| c.checkout().payment_webhook()),
        call!(PURCHASE_CREDITS "/credits/purchase", User, r#"{"amount":5}"#, r#"{"balance":5}"#,
            |c, body| c.credits().purchase(&read(body))),
        call!(GET_AGENT_PRICE "/price/agent?agent_name=GPT%204o%20%28Mini%29%26%2B%C3%BC", User, "", r#"{"price":1.5}"#,
            |c, _| c.price().get_agent("GPT 4o (Mini)&+ü")),
        call!(GET_TOKEN_PRICE "/price/token", Anyone, "",
            r#"{"id":"price_1","unit_amount":10,"currency":"eur","livemode":true}"#, |c, _| c.price().get_token()),
        call!(LIST_TOOLS "/tools/", User, "", r#"{"tools":[],"total":0}"#, |c, _| c.tools().list()),
        call!(GET_TOOL "/tools/{}", User, "",
            r#"{"type":"retrieval","name":"Retrieval","description":"d","config":{"k":1},"own":1}"#,
            |c, _| c.tools().get(ID)),
        call!(TOOL_HEALTH "/health/tool/{}", User, "", r#"{"status":"healthy","message":"m","error":"e","own":1}"#,
            |c, _| c.health().tool(ID)),
        call!(CHECK "/health", Anyone, "", r#"{"status":"ok"}"#, |c, _| c.health().check()),
        call!(HEALTH_OK "/ok", Anyone, "", r#"{"ok":true}"#, |c, _| c.health().ok()),
        call!(CLEANUP "/admin/cleanup?admin_token=admin%20token%2B", Operator, "", r#"{"deleted":3}"#,
            |c, _| c.admin().cleanup()),
    ]
}

#[tokio::test]
async fn services() {
    check(calls()).await;
}
