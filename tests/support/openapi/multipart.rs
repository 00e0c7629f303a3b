//! Takes a form apart (RFC 7578); it does not judge what is in the parts.

/// One part of a form.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part<'b> {
    pub(super) name: String,
    pub(super) content: &'b [u8],
}

/// The parts of a form in their order.
///
/// # Errors
/// What is wrong with the form, as a part of a sentence.
pub(super) fn parts<'b>(content_type: &str, body: &'b [u8]) -> Result<Vec<Part<'b>>, String> {
    let boundary = parameter(content_type, "boundary").ok_or("the form has no boundary")?;
    let line = format!("\r\n--{boundary}");
    let first = body.strip_prefix(format!("--{boundary}").as_bytes());
    let mut rest = first.ok_or("the form does not begin with its boundary")?;
    let mut parts = Vec::new();
    while !rest.starts_with(b"--") {
        let inside = rest.strip_prefix(b"\r\n").ok_or("a part does not begin with a new line")?;
        let (part, after) = split(inside, line.as_bytes()).ok_or("a part does not end with the boundary")?;
        parts.push(read(part)?);
        rest = after;
    }
    Ok(parts)
}

fn read(part: &[u8]) -> Result<Part<'_>, String> {
    let (head, content) = split(part, b"\r\n\r\n").ok_or("a part has no content")?;
    let head = String::from_utf8_lossy(head);
    let about = head.lines().find(|line| line.to_ascii_lowercase().starts_with("content-disposition:"));
    let name = about.and_then(|line| parameter(line, "name")).ok_or("a part has no name")?;
    Ok(Part { name, content })
}

/// `value` of `; name=value` or `; name="value"`
fn parameter(header: &str, name: &str) -> Option<String> {
    let mut parameters = header.split(';').skip(1).filter_map(|one| one.trim().split_once('='));
    let (_, value) = parameters.find(|(key, _)| key.eq_ignore_ascii_case(name))?;
    Some(value.trim_matches('"').to_owned())
}

fn split<'b>(bytes: &'b [u8], at: &[u8]) -> Option<(&'b [u8], &'b [u8])> {
    let start = bytes.windows(at.len()).position(|window| window == at)?;
    let (before, after) = bytes.split_at(start);
    Some((before, after.strip_prefix(at)?))
}
