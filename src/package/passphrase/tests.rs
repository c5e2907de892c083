use proptest::prelude::*;

use super::*;

/// A deterministic stand-in for a random source: splitmix64.
fn random(mut seed: u64) -> impl FnMut(&mut [u8]) {
    move |buffer| {
        for byte in buffer {
            seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = seed;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            *byte = (z ^ (z >> 31)).to_le_bytes()[0];
        }
    }
}

fn groups_of(passphrase: &str) -> Vec<Syllables> {
    passphrase.split('-').map(|group| syllables_of(group).unwrap()).collect()
}

fn join(groups: &[Syllables]) -> String {
    spelled(groups).expose().to_owned()
}

#[test]
fn there_are_61_syllables_and_none_begins_another() {
    for (index, (romaji, kana)) in SYLLABLES.iter().enumerate() {
        for (other, (other_romaji, other_kana)) in SYLLABLES.iter().enumerate() {
            assert!(index == other || (!other_romaji.starts_with(romaji) && other_kana != kana), "{romaji}");
        }
        assert!(!["si", "ti", "tu", "hu", "zi", "zu", "di", "du", "wo", "n", "shi"].contains(romaji));
    }
    assert!((2..61).all(|divisor| 61 % divisor != 0));
}

#[test]
fn thirteen_syllables_are_77_bits_and_seventeen_are_100() {
    let bits = |syllables: u16| f64::from(syllables) * 61_f64.log2();
    assert!(bits(13) > 77.0 && bits(17) > 100.0);
    assert_eq!(group_sizes(AGE_SYLLABLES), [4, 3, 3, 3]);
    assert_eq!(group_sizes(ZIP_SYLLABLES), [4, 4, 3, 3, 3]);
}

#[test]
fn no_syllable_is_drawn_more_often_than_another() {
    let mut counts = [0; 61];
    let mut bytes = (0..=255_u8).cycle();
    for _ in 0..244 {
        counts[draw(&mut |buffer: &mut [u8]| buffer.fill_with(|| bytes.next().unwrap()))] += 1;
    }
    assert_eq!(counts, [4; 61]);
}

#[test]
fn a_byte_that_would_favour_some_syllables_is_thrown_away() {
    let mut bytes = [255, 244, 243].into_iter();
    assert_eq!(draw(&mut |buffer: &mut [u8]| buffer.fill_with(|| bytes.next().unwrap())), 60);
}

#[test]
fn fewer_syllables_than_age_needs_are_never_issued() {
    let short = generate(1, &mut random(1));
    assert_eq!(groups_of(short.expose()).iter().map(|group| group.len() - 1).sum::<usize>(), AGE_SYLLABLES);
    assert!(check("").is_err() && check("ka").is_err() && check("-").is_err());
}

#[test]
fn every_single_wrong_syllable_is_caught_and_named() {
    for count in [AGE_SYLLABLES, ZIP_SYLLABLES] {
        let issued = generate(count, &mut random(7));
        let groups = groups_of(issued.expose());
        for group in 0..groups.len() {
            for place in 0..groups[group].len() {
                for other in (0..61).filter(|other| *other != groups[group][place]) {
                    let mut wrong = groups.clone();
                    wrong[group][place] = other;
                    let expected = Err(TypedWrong::CheckSyllable { group: group + 1 });
                    assert_eq!(check(&join(&wrong)), expected, "{group} {place} {other}");
                }
            }
        }
    }
}

#[test]
fn a_missing_syllable_or_group_is_caught() {
    let issued = generate(AGE_SYLLABLES, &mut random(3));
    let groups = groups_of(issued.expose());
    for group in 0..groups.len() {
        let mut short = groups.clone();
        short[group].remove(1);
        assert_eq!(check(&join(&short)).unwrap_err().group(), Some(group + 1));
        let mut without = groups.clone();
        without.remove(group);
        assert!(check(&join(&without)).is_err());
        let mut twice = groups.clone();
        twice.insert(group, groups[group].clone());
        assert!(check(&join(&twice)).is_err());
    }
}

#[test]
fn text_that_is_no_passphrase_is_named_by_group() {
    assert_eq!(check("kamo-shite"), Err(TypedWrong::NotSyllables { group: 2 }));
    assert_eq!(check("kamo"), Err(TypedWrong::Count { syllables: 2 }));
    let issued = generate(AGE_SYLLABLES, &mut random(3));
    let third_wrong: Vec<_> = issued.expose().split('-').collect();
    let typed = format!("{}-{}-xx-{}", third_wrong[0], third_wrong[1], third_wrong[3]);
    assert_eq!(check(normalize(&typed).expose()), Err(TypedWrong::NotSyllables { group: 3 }));
}

#[test]
fn text_that_is_no_passphrase_keeps_its_words() {
    assert_eq!(normalize(" Ｃorrect Horse ").expose(), "correcthorse");
    let long = "a".repeat(5000);
    assert_eq!(normalize(&long).expose(), long);
}

proptest! {
    #[test]
    fn what_was_issued_checks_and_normalizes_to_itself(seed: u64, count in 13_usize..=120) {
        let issued = generate(count, &mut random(seed));
        prop_assert_eq!(check(issued.expose()), Ok(()));
        let normalized = normalize(issued.expose());
        prop_assert_eq!(normalized.expose(), issued.expose());
    }

    #[test]
    fn neighbours_exchanged_are_caught(seed: u64, zip: bool) {
        let issued = generate(if zip { ZIP_SYLLABLES } else { AGE_SYLLABLES }, &mut random(seed));
        let groups = groups_of(issued.expose());
        for group in 0..groups.len() {
            for (a, b) in (0..groups[group].len()).flat_map(|a| (0..a).map(move |b| (a, b))) {
                let mut wrong = groups.clone();
                wrong[group].swap(a, b);
                if wrong != groups {
                    let expected = Err(TypedWrong::CheckSyllable { group: group + 1 });
                    prop_assert_eq!(check(&join(&wrong)), expected);
                }
            }
        }
    }

    #[test]
    fn groups_exchanged_are_caught(seed: u64, zip: bool) {
        let issued = generate(if zip { ZIP_SYLLABLES } else { AGE_SYLLABLES }, &mut random(seed));
        let groups = groups_of(issued.expose());
        for (a, b) in (0..groups.len()).flat_map(|a| (0..a).map(move |b| (a, b))) {
            let mut wrong = groups.clone();
            wrong.swap(a, b);
            prop_assert!(check(&join(&wrong)).is_err());
            prop_assert!(check(normalize(&join(&wrong)).expose()).is_err());
            prop_assert!(check(normalize(&join(&wrong).replace('-', " ")).expose()).is_err());
        }
    }

    #[test]
    fn case_width_spaces_kana_and_lost_hyphens_are_forgiven(seed: u64, zip: bool) {
        let issued = generate(if zip { ZIP_SYLLABLES } else { AGE_SYLLABLES }, &mut random(seed));
        let text = issued.expose();
        let hiragana = kana(text).expose().to_owned();
        let shifted = |by: i64| move |c: char| match c {
            'ぁ'..='ん' => char::from_u32(u32::try_from(i64::from(u32::from(c)) + by).unwrap()).unwrap(),
            _ => c,
        };
        let wide: String = text.chars()
            .map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap())
            .collect();
        for typed in [
            text.to_uppercase(),
            text.replace('-', ""),
            text.replace('-', " "),
            text.replace('-', "ー"),
            text.replace('-', " – "),
            format!("  {}\n", text.replace('a', "a ")),
            wide,
            hiragana.clone(),
            hiragana.replace('-', "　"),
            hiragana.replace('-', ""),
            hiragana.chars().map(shifted(0x60)).collect(),
            hiragana.nfd().collect(),
        ] {
            let normalized = normalize(&typed);
            prop_assert_eq!(normalized.expose(), text, "{}", typed);
        }
    }

    #[test]
    fn whatever_is_typed_never_panics(typed: String) {
        let normalized = normalize(&typed);
        let _ = check(normalized.expose());
        let _ = check(&typed);
        let _ = kana(&typed);
    }

    #[test]
    fn kana_is_the_same_groups(seed: u64) {
        let issued = generate(AGE_SYLLABLES, &mut random(seed));
        let shown = kana(issued.expose());
        let lengths = |text: &str| text.split('-').map(|group| group.chars().count()).collect::<Vec<_>>();
        prop_assert_eq!(lengths(shown.expose()), vec![5, 4, 4, 4]);
    }
}
