//! Messages with files: forms with the JSON in one part.

use super::super::Call;
use super::{MESSAGES, fails, passes, told};

const POST_MESSAGE: &str = "POST /channels/{channel_id}/messages";

fn form(parts: &[(&str, &str)]) -> Option<String> {
    let parts = parts.iter().map(|(disposition, content)| {
        format!("--ab\r\nContent-Disposition: form-data; {disposition}\r\n\r\n{content}\r\n")
    });
    let body = format!("{}--ab--\r\n", parts.collect::<String>());
    let content_type = Some("multipart/form-data; boundary=ab");
    told(Call { method: "POST", path: MESSAGES, query: None, content_type, body: body.as_bytes() })
}

const FILE: (&str, &str) = ("name=\"files[0]\"; filename=\"summary.txt\"", "line\r\n--\r\nline");

#[test]
fn a_file_with_a_message_passes() {
    let payload =
        r#"{"content":"Summary","attachments":[{"id":0,"filename":"summary.txt","description":null}]}"#;
    passes(form(&[FILE, ("name=\"payload_json\"", payload)]));
}

#[test]
fn the_message_beside_a_file_is_checked() {
    let told = form(&[("name=\"payload_json\"", r#"{"content":12}"#), FILE]);
    fails(told, &format!("{POST_MESSAGE}: body/content: 12 is not of types \"null\", \"string\""));
    fails(form(&[FILE]), &format!("{POST_MESSAGE}: body/payload_json: is required"));
}

#[test]
fn a_part_that_discord_does_not_know_is_named() {
    let told = form(&[("name=\"payload_json\"", "{\"content\":\"Hello\"}"), ("name=\"files[10]\"", "")]);
    fails(told, &format!("{POST_MESSAGE}: body/files[10]: Discord does not know this part"));
}

#[test]
fn a_form_that_is_cut_off_is_named() {
    let content_type = Some("multipart/form-data; boundary=ab");
    let body = b"--ab\r\nContent-Disposition: form-data; name=\"payload_json\"\r\n\r\n{}";
    let told = told(Call { method: "POST", path: MESSAGES, query: None, content_type, body });
    fails(told, &format!("{POST_MESSAGE}: body: a part does not end with the boundary"));
}
