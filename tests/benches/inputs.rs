//! Bodies of the chat API as servers send them: the sizes, the nulls and the order of keys are real, the words
//! are ours.

const WORDS: &[&str] = &[
    "The ferry",
    "leaves",
    "at noon",
    "and the second one",
    "follows",
    "when the tide",
    "has turned;",
    "tickets",
    "are sold",
    "on the quay",
    "\u{2014} cash",
    "only",
    "(see \"fares\").\n",
    "Bicycles",
    "travel",
    "free",
];

/// An answer of one short text: 1 kB.
pub fn small_response() -> String {
    let message =
        [("role", text("assistant")), ("content", prose(1, 300)), ("refusal", null()), ("annotations", list([]))];
    response([choice(0, &message, null())])
}

/// An answer of four choices with text and tool calls: 12 kB.
pub fn response_with_tools() -> String {
    response((0..4).map(|at| {
        let calls = list((0..4).map(|call| tool_call(at * 4 + call)));
        let message = [
            ("role", text("assistant")),
            ("content", prose(at, 1800)),
            ("tool_calls", calls),
            ("refusal", null()),
            ("annotations", list([])),
        ];
        choice(at, &message, null())
    }))
}

/// An answer of 60 tokens with three alternatives each: 25 kB.
pub fn response_with_logprobs() -> String {
    let token = |at: usize, rank: usize| {
        let token = WORDS[(at + rank) % WORDS.len()];
        let logprob = -0.017_312_5 * (at * 7 + rank * 131 + 1) as f64;
        let bytes = list(token.bytes().map(|byte| byte.to_string()));
        [("token", text(token)), ("logprob", logprob.to_string()), ("bytes", bytes)]
    };
    let tokens = (0..60).map(|at| {
        let top = list((0..3).map(|rank| object(&token(at, rank))));
        let [text, logprob, bytes] = token(at, 0);
        object(&[text, logprob, bytes, ("top_logprobs", top)])
    });
    let message =
        [("role", text("assistant")), ("content", prose(5, 360)), ("refusal", null()), ("annotations", list([]))];
    response([choice(0, &message, object(&[("content", list(tokens)), ("refusal", null())]))])
}

fn response(choices: impl IntoIterator<Item = String>) -> String {
    let details =
        |names: &[&'static str]| object(&names.iter().map(|name| (*name, "0".to_owned())).collect::<Vec<_>>());
    let completion = ["reasoning_tokens", "audio_tokens", "accepted_prediction_tokens", "rejected_prediction_tokens"];
    let usage = [
        ("prompt_tokens", "19".to_owned()),
        ("completion_tokens", "10".to_owned()),
        ("total_tokens", "29".to_owned()),
        ("prompt_tokens_details", details(&["cached_tokens", "audio_tokens"])),
        ("completion_tokens_details", details(&completion)),
    ];
    object(&[
        ("id", text("chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT")),
        ("object", text("chat.completion")),
        ("created", "1741569952".to_owned()),
        ("model", text("gpt-4.1-2025-04-14")),
        ("choices", list(choices)),
        ("usage", object(&usage)),
        ("service_tier", text("default")),
        ("system_fingerprint", text("fp_44709d6fcb")),
    ])
}

fn choice(index: usize, message: &[(&str, String)], logprobs: String) -> String {
    let message = object(message);
    object(&[
        ("index", index.to_string()),
        ("message", message),
        ("logprobs", logprobs),
        ("finish_reason", text("stop")),
    ])
}

/// One chunk of a stream: 0.3 kB.
pub fn chunk() -> String {
    let delta = object(&[("content", text(" ferry"))]);
    let choice = [("index", "0".to_owned()), ("delta", delta), ("logprobs", null()), ("finish_reason", null())];
    object(&[
        ("id", text("chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT")),
        ("object", text("chat.completion.chunk")),
        ("created", "1741569952".to_owned()),
        ("model", text("gpt-4.1-2025-04-14")),
        ("service_tier", text("default")),
        ("system_fingerprint", text("fp_44709d6fcb")),
        ("choices", list([object(&choice)])),
    ])
}

/// A request with forty messages of all roles and two tools: 17 kB.
pub fn request() -> String {
    let messages = (0..40).map(|at| match at % 4 {
        0 if at == 0 => object(&[("role", text("system")), ("content", prose(at, 600))]),
        0 => {
            let said = object(&[("type", text("text")), ("text", prose(at, 300))]);
            let url = object(&[("url", text(&format!("https://pier.example/{at}.png"))), ("detail", text("low"))]);
            let seen = object(&[("type", text("image_url")), ("image_url", url)]);
            object(&[("role", text("user")), ("content", list([said, seen]))])
        }
        1 => object(&[("role", text("user")), ("content", prose(at, 300))]),
        2 => {
            let calls = list([tool_call(at)]);
            object(&[("role", text("assistant")), ("content", prose(at, 200)), ("tool_calls", calls)])
        }
        _ => object(&[("role", text("tool")), ("tool_call_id", call_id(at - 1)), ("content", prose(at, 250))]),
    });
    object(&[
        ("model", text("gpt-4.1")),
        ("messages", list(messages)),
        ("tools", list(["find_departures", "book_tickets"].map(tool))),
        ("tool_choice", text("auto")),
        ("temperature", "0.2".to_owned()),
        ("max_completion_tokens", "2048".to_owned()),
        ("stream", "true".to_owned()),
        ("stream_options", object(&[("include_usage", "true".to_owned())])),
        ("user", text("harbour-office")),
    ])
}

fn tool(name: &str) -> String {
    let of_type = |name: &str| object(&[("type", text(name))]);
    let properties = object(&[("port", of_type("string")), ("day", of_type("string"))]);
    let required = list([text("port"), text("day")]);
    let parameters = object(&[("type", text("object")), ("properties", properties), ("required", required)]);
    let function = [("name", text(name)), ("description", prose(11, 120)), ("parameters", parameters)];
    object(&[("type", text("function")), ("function", object(&function))])
}

fn tool_call(at: usize) -> String {
    let arguments = object(&[("port", text(&format!("pier-{at}"))), ("day", text("2026-05-01"))]);
    let function = object(&[("name", text("find_departures")), ("arguments", text(&arguments))]);
    // What is a tag to some is not the first key.
    object(&[("id", call_id(at)), ("type", text("function")), ("function", function)])
}

fn call_id(at: usize) -> String {
    text(&format!("call_{at:024x}"))
}

/// About so many characters of prose.
fn prose(seed: usize, length: usize) -> String {
    let (mut prose, mut at) = (String::new(), seed);
    while prose.len() < length {
        prose.push_str(WORDS[at % WORDS.len()]);
        prose.push(' ');
        at = (at * 7 + 3) % 1009;
    }
    text(&prose)
}

fn null() -> String {
    "null".to_owned()
}

fn text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn list(elements: impl IntoIterator<Item = String>) -> String {
    format!("[{}]", elements.into_iter().collect::<Vec<_>>().join(","))
}

fn object(members: &[(&str, String)]) -> String {
    let members: Vec<_> = members.iter().map(|(key, value)| format!("{}:{value}", text(key))).collect();
    format!("{{{}}}", members.join(","))
}
