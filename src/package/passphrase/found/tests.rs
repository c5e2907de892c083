//! Letters as people write them: those that give something away, and those that do not.

use super::*;
use crate::package::passphrase::{AGE_SYLLABLES, ZIP_SYLLABLES, generate, kana};

fn issued(syllables: usize, seed: u8) -> String {
    let mut state = seed;
    let mut random = |bytes: &mut [u8]| {
        for byte in bytes {
            state = state.wrapping_mul(77).wrapping_add(13);
            *byte = state % 244;
        }
    };
    generate(syllables, &mut random).expose().to_owned()
}

#[test]
fn every_group_of_every_passphrase_is_found_in_romaji_and_kana() {
    for seed in 0..60 {
        for syllables in [AGE_SYLLABLES, ZIP_SYLLABLES] {
            let whole = issued(syllables, seed);
            let spelled = kana(&whole).expose().to_owned();
            for text in [&whole, &spelled].into_iter().flat_map(|all| all.split('-')) {
                for line in [format!("1行目\n合図：{text}。"), format!("see ({text})"), text.to_owned()]
                {
                    assert!(gives_away(&line).is_some(), "{line}");
                }
            }
            for between in [" ", "・", "\n", "", "\u{200b}", "　", "＿", " - "] {
                for text in [&whole, &spelled] {
                    assert!(gives_away(&text.replace('-', between)).is_some(), "{text} {between:?}");
                }
            }
        }
    }
}

#[test]
fn an_issued_passphrase_is_found_in_capitals_in_full_width_within_a_sentence_and_in_pieces() {
    for seed in 0..60 {
        for syllables in [AGE_SYLLABLES, ZIP_SYLLABLES] {
            let whole = issued(syllables, seed);
            let wide: String =
                whole.chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap()).collect();
            let groups: Vec<&str> = whole.split('-').collect();
            let kana_of = |text: &str| kana(text).expose().replace('-', "");
            let pieces: Vec<String> = kana_of(groups[1]).chars().map(String::from).collect();
            let two = kana_of(&groups[..2].join("-"));
            for text in [
                whole.to_uppercase(),
                wide,
                format!("{} {}", groups[0].to_uppercase(), groups[1].to_uppercase()),
                format!("合図は{two}でございます"),
                format!("xx{}{}yy", groups[1], groups[2]),
                pieces.join(" "),
                pieces.join("・"),
                pieces.join("\n"),
            ] {
                assert!(gives_away(&text).is_some(), "{text}");
            }
        }
    }
}

#[test]
fn a_word_for_it_gives_away_what_follows() {
    for text in [
        "パスワード：abcd1234",
        "パスワードは「Sekisho2026」です",
        "パスワードは  ＡＢＣＤ１２３４",
        "ﾊﾟｽﾜｰﾄﾞ:abcd1234",
        "Password: hunter2",
        "the password is Xk3!y",
        "PW=abcd",
        "ＰＷ：ｓａｋｕｒａ２０２６",
        "P/W: sakura2026",
        "暗証番号 4649-77",
        "暗証：4649",
        "暗証コードは77889900です。",
        "合言葉は「やまかわ」",
        "合言葉：さくらさく",
        "パス：Xk3yz99",
        "解凍パスはXk3yz99です",
        "解凍キー→Xk3yz99",
        "ZIPパス：Xk3yz99",
        "kaitou: Xk3yz99",
        "鍵：Xk3yz99",
        "Key = Xk3yz99",
        "PIN: a1234",
        "添付は「Xk3yz99」で解凍してください。",
        "\"Xk3yz99!\" を入力して開いてください。",
        "Unzip it with 'Xk3yz99'.",
        "pass phrase: correct-horse-9",
        "パ\u{200b}スワ\u{200b}ード：abcd1234",
        "パスワード_abcd1234.txt",
    ] {
        assert_eq!(gives_away(text), Some((1, Gives::Word)), "{text}");
    }
}

#[test]
fn one_that_stands_alone_below_its_announcement_is_found() {
    for (text, line) in [
        ("お世話になっております。\nパスワードは以下のとおりです。\n\nXk3yz99\n\n田中", 4),
        ("【パスワード】\n――――――\nXk3yz99\n――――――", 3),
        ("添付ファイルのパスワードです。\nsakura2026", 2),
        ("Password for the attached file\nfollows below:\n", 0),
        ("The password is below:\n\n  Xk3yz99\n", 3),
        ("解凍パスワード\n4649", 2),
        // The subject stands before the text.
        ("PW\nXk3yz99", 2),
    ] {
        let wanted = (line > 0).then_some((line, Gives::Word));
        assert_eq!(gives_away(text), wanted, "{text}");
    }
}

#[test]
fn an_ordinary_letter_gives_nothing_away() {
    for text in [
        "パスワードは別途ご連絡します。",
        "パスワードは別途電話でお伝えします。",
        "パスワード：別途お電話にてお伝えいたします。",
        "パスワード：別途",
        "パスワードは「別途連絡」とさせていただきます。",
        "パスフレーズは、電話でお伝えします。",
        "パスワードは2026年12月1日に変更します。",
        "パスワードは12345678桁ではありません。",
        "パスワードは下記の番号へお電話でお尋ねください。\n03-1234-5678",
        "パスワードは以下の者よりお電話します。\n設計部 田中",
        "パスワード付きZIPの廃止について（PPAP対策）",
        "パスワードポリシー2026版のご案内",
        "password-protected ZIP files are refused by our gateway since 2024-04.",
        "The password is sent separately.",
        "The passphrase reaches you by telephone.",
        "Please ask for the password: Tel. 03-1234-5678",
        "pwdx: 12345",
        "キー局の取材は3月です。鍵は3階の受付でお受け取りください。",
        "鍵：3階 受付",
        "パス：\\\\server\\share\\図面",
        "パス：/srv/projects/2026/K-01",
        "保存先のパスは C:\\work\\2026 です。",
        "Key points: 3 drawings, 2 lists. Pass: see page 3.",
        "「C-0001.zip.age」を7-Zipで解凍してください。",
        "受領後は \"sekisho open C-0001.zip.age\" で開いてください。",
        "件名「C-0001」のメールを開いてください。",
        "「A3-012」の図面を展開図と照合してください。",
        "Open drawing \"A-0123\" first.",
        "Nagasaki, Okayama, Yokohama",
        "担当：sato.hanako@city.example.test / nakagawa@office.example.test",
        "よろしくお願いいたします。ご確認ください。",
        "",
    ] {
        assert_eq!(gives_away(text), None, "{text}");
    }
}

#[test]
fn whole_letters_pass() {
    for text in [
        "例示市 総務部 情報政策課\n山田 花子 様\n\nいつも大変お世話になっております。\n株式会社例示設計の田中です。\n\n\
         標記の件、庁舎改修設計業務の中間成果品（平面図12枚、構造計算書1部）をお送りいたします。\n\
         ファイルは暗号化しております。パスフレーズは別途、担当の鈴木よりお電話にてお伝えいたします。\n\
         ご不明な点がございましたら、下記までご連絡くださいますようお願い申し上げます。\n\n\
         なお、次回の打合せは12月4日（金）14時から、3階会議室でお願いできればと存じます。\n\
         ご査収のほど、何卒よろしくお願い申し上げます。\n\n\
         ――――――――――――――――\n株式会社例示設計 設計部\n田中 一郎（たなか いちろう）\n\
         〒100-0000 東京都例示区例示1-2-3 例示ビル5F\nTEL 03-0000-0000 FAX 03-0000-0001\n\
         tanaka@office.example.test\nhttps://www.office.example.test/2026/index.html\n",
        "山田様\n\nお送りした図面A-101からA-112のうち、A-105を差し替えます。\n旧版は破棄してください。\n\
         レビューの期限は11月27日(金)です。契約番号 R8-0123、管理番号 C-0042。\n\n田中\n",
        "Dear Ms Yamada,\n\nplease find attached the drawings (12 sheets, 94.0 kB) for contract R8-0123.\n\
         The file is encrypted; Mr Suzuki will call you with the passphrase at the number you registered.\n\
         Our key contact next week is Mr Sato (ext. 4521). Please do not reply to all.\n\n\
         To be on the safe side: the deadline is 2026-12-04, 17:00 JST.\n\nKind regards,\nIchiro Tanaka\n\
         Example Design Co., Ltd.\n+81-3-0000-0000\n",
    ] {
        assert_eq!(gives_away(text), None, "{text}");
    }
}
