# 誤りは二つ一組：起きたこと（error-CODE）と、次にすること（hint-…）。ID で参照し、テストがすべてを確かめる。
# 分かっていることだけを述べる。ヒントの中のコマンドは行末に置く。大文字の語は読み手が置き換える。

## 他の文を入れる枠

error-at = { $path }：{ $what }
list-separator = 、
why-more = ほか { $count } 件

## 拒否の根拠となる社内規程

rule-office = 社内規程（{ $clause }）
rule-office-approvers = 承認に必要な人数：重要性1（最も高い）は { $highest } 人、重要性2～4は { $other } 人
rule-office-own-request = 自分の申請は承認できない
rule-office-approval-days = 承認の有効期間は、持出予定日から { $days } 日間
rule-office-custodian = パスフレーズは、持出者以外の鍵保管者が保管する
rule-office-other-road = パスフレーズは、パッケージとは別の経路で伝える
rule-office-media = 持出しには、登録した使用中の媒体だけを使う
rule-office-level = 重要性が分かるまで持ち出さない
rule-office-carrier = 引き継ぐまでは、申請した人が持ち出す
rule-office-taint = 媒体は、消去が確かめられるまで、重要性の低い情報や別の委託元の情報に使わない
rule-office-witness = 重要性1（最も高い）の廃棄には立会者が必要

## 拒否の根拠となる、Sekisho 自身の決まり

rule-roles = 権限は役割によります
rule-persons = 各自が自分の鍵で行います
rule-administrator = 台帳には、管理できる人が必ず必要です
rule-registered = 人も物も、一つの ID で一度だけ登録します
rule-proof = 鍵は、所持の証明とともに登録します
rule-sense = 文書の内容は、成り立つものに限ります
rule-approve-once = 同じ人の承認は一度だけ数えます
rule-approved = 承認されたものだけを、承認されたとおりに持ち出せます
rule-order = 手続には順序があります
rule-after-arrival = 申請により、到着コードの確認後にパスフレーズを伝えます
rule-codes = 受領は、そのパッケージのコードで記録します
rule-every-copy = 持出しは、すべての複製の処置が記録されて完了します
rule-frozen = 事故の対応中は、その情報を伝えず、送らず、消しません
rule-receipt = 引渡しの記録には、受領書または開封コードが必要です
rule-hidden-addresses = 社外の複数の宛先は、互いに見えないように送ります
rule-permitted-copies = 委託元の情報の写しは、許可された部数までとします
rule-mail-confirmed = メールの宛先・本文・添付は、一つずつ確認します
rule-mail-secret = パスフレーズやその一部を、パッケージと同じ経路で送りません
rule-evidence = 申告と計測の内容は一致しなければなりません
rule-witness = 立会者は本人以外の人で、一度だけ数えます
rule-second-person = 別の人が確認します
rule-leaving = 離任する人は、持ち出したものをすべて処置してからにします
rule-left-contract = 契約を離れた人は、その契約の新しい持出しや判断を行いません
rule-incident-end = 事故の対応は、連絡と書面の報告を終え、防止策の有効性を確かめて完了します

## 規則：人、鍵、登録簿

error-already-founded = この台帳にはすでに開設者がいます
error-not-an-entry = 登録申込みは単独では取り込めません。管理者がそれを使って人を登録します
error-missing-role = { $person } には、この操作に必要な役割がありません（必要な役割：{ $roles }）
error-only-themselves = この操作ができるのは { $person } 本人だけです（本人の鍵が必要です）
error-unknown-person = { $person } は登録されていません
error-person-exists = { $person } はすでに登録されています
error-key-taken = 鍵 { $key } は { $owner } のものです。鍵の持ち主は変えられません
error-no-such-key = { $person } に、有効な鍵 { $key } はありません
error-proof-does-not-hold = 登録申込みが、鍵の所持を証明していません（{ $why }）
error-last-administrator = この操作をすると、台帳を管理できる人がいなくなります
error-empty-field = { $flag } の内容が空です
error-dates-reversed = 終了日 { $until } が開始日 { $from } より前です
error-due-before-leaving = 返却予定日 { $until } が持出日 { $from } より前です
error-day-passed = 持出予定日 { $on } は過ぎています
error-delegate-to-self = { $person } は自分自身を代理者にできません
error-self-is-reserved = 「self」は持出者を表す語で、受領者として登録できません
error-unknown-recipient = 受領者 { $recipient } は登録されていません

## 規則：媒体

error-unknown-medium = 媒体 { $medium } は登録されていません
error-medium-exists = この媒体は { $medium } としてすでに登録されています
error-medium-not-usable = 媒体 { $medium } は使えません（状態：{ $state }）
error-medium-required = usb で持ち出すには、登録した媒体が必要です（--medium）
error-no-medium-there = { $via }で送るものに媒体は使えません（--medium）
error-medium-not-approved = 承認された媒体ではありません（承認：{ $approved }、指定：{ $found }）
why-no-medium = 媒体なし
why-no-serial = シリアル番号なし
why-serial = シリアル番号 { $serial }
why-filesystem = ファイルシステム { $name }
why-capacity = { $size }（{ $bytes } バイト）
why-a-medium = 独立した媒体
why-not-that-one = これではありません
why-registered-as = { $medium } として登録済
why-untold = シリアル番号もファイルシステムも読み取れません
why-own-disk = このパソコン自身のディスク

## 規則：申請と承認

error-opening-does-not-fit = 申請の開封手段が、{ $recipient } の登録内容と異なります
error-other-rules = 申請の根拠とする社内規程（{ $named }）が、現在有効なもの（{ $in-force }）と異なります
error-unknown-request = この台帳に申請 { $request } はありません
error-request-exists = 申請 { $request } はすでにこの台帳にあります
error-wrong-status = { $id } は現在の状態（{ $status }）では、この操作ができません
error-approval-expired = { $id } の承認は期限が切れています
error-own-request = { $person } は { $id } の申請者なので、承認も却下もできません
error-already-approved = { $person } はすでに { $id } を承認しています。同じ人の承認は一度だけ数えます
error-embedded-request-differs = 承認に含まれる申請が、承認の対象として示された申請と異なります
error-level-unknown = { $id } の重要性が不明です。分かるまで持ち出せません
error-not-the-carrier = { $id } の持出者は { $carrier } です。ほかの人はこの操作ができません
error-quorum-short = { $id } の承認は、必要な { $need } 人のうち { $have } 人です
error-other-approvals = { $id } の書き出しの根拠が、有効な承認と一致しません
error-too-early = { $id } を持ち出せるのは { $on } からです
error-clock-behind = このパソコンの時計（{ $now }）が、この判断の根拠となる記録（{ $earlier }）より前です

## 規則：持ち帰り

error-medium-held-higher = 媒体 { $medium } には、前回の消去の後に{ $held }の情報を入れたことがあり、今回は{ $asked }です
error-medium-held-other-client = 媒体 { $medium } には、前回の消去の後に別の委託元の情報を入れたことがあります
error-medium-holds-others = 媒体 { $medium } には、処置が済んでいない持出しがあります：{ $others }
error-nothing-to-carry = { $id } の経路は{ $via }です。携行するものはありません
error-already-out = { $id } はすでに携行されています
error-frozen = { $id } は凍結中です（対応中の事故：{ $incident }）
error-same-carrier = { $id } はすでに { $person } が担当しています
error-not-later = { $due } は、現在の期限 { $stands } より後の日ではありません
error-extension-waits = { $id } の期限延長はすでに申請され、承認を待っています
error-no-extension = { $id } に、承認を待つ期限延長はありません
error-no-receipt = { $id } を受領者が受け取ったことを示す記録がありません
error-not-by-mail = { $id } の経路は{ $via }で、メールではありません
error-no-mail-address = { $id } の申請時に、受領者のメールアドレスが登録されていませんでした
error-nobody-to-mail = { $recipient } にも、同じ組織のほかの人にも、メールアドレスが登録されていません
error-no-own-address = 送り先にできる社内の人のメールアドレスが登録されていません
error-not-a-mail-address = { $address } は、メールを送れるアドレスではありません
error-address-not-approved = { $id } を { $address } へ送ることは承認されていません。受領者本人でも、申請より前に登録された同じ組織の人でも、社内の人でもありません
error-address-twice = { $address } が二重に書かれています
error-addresses-shown = 社外の { $count } 件の宛先が互いに見えてしまいます
error-not-the-package = { $name } は { $id } のパッケージではありません
error-draft-count = { $id } の下書きを一度に { $count } 件作ることはできません
error-mail-not-confirmed = { $id }：{ $flag } に入力された内容では確認になりません
error-no-draft = { $id } には、送信済みメールと照合する下書きがありません
error-secret-in-mail = { $part }の { $line } 行目に、パスフレーズの一部の形をしたものがあります。ここで発行する形の音節の組と、「パスワード」などの語に続くものを調べました
error-secret-told-in-mail = { $part }の { $line } 行目で、パスフレーズを伝えています（「パスワード」などの語に続くもの）。そのような語と、ここで発行する形の音節の組を調べました
error-mail-text-too-long = メールの本文は { $most } までです
error-mail-too-large = 送信時の大きさが { $size } になり、上限の { $limit } を超えます
error-not-a-mail = メールファイルでも Outlook のメッセージでもありません
error-is-a-mail = メールそのものです。宛先はその中に書かれています
error-mail-too-much = 人が送るメールとしては、部分または宛先が多すぎます
error-mail-damaged = Outlook のメッセージですが、壊れています：{ $why }
mail-part-subject = 件名
mail-part-text = 本文
error-does-not-stay = { $id } は受領者に渡し切るものではありません（区分：{ $kind }）
error-no-such-copy = { $id } に複製 { $copy } はありません
error-copy-accounted = { $id } の複製 { $copy } は、すでに処置が記録されています
error-no-copies = { $id } の複製の番号がないか、小さい順に並んでいません
error-not-measured = { $id } の複製 { $copy } は媒体上にありますが、媒体を確かめていません
error-lost-still = { $id } の複製 { $copy } は紛失中で、見つかったことを示すものがありません
error-method-does-not-fit = { $id } の { $method }：「{ $field }」がないか、一致しません
error-no-such-disposal = { $id } に廃棄 { $disposal } はありません
error-own-disposal = { $disposal } は { $person } が行ったため、その人は立会者になれません
error-already-witness = { $disposal } には、同じ立会者がすでに記録されています
error-own-recheck = { $disposal } は { $person } が行ったため、その人は再確認できません
error-same-evidence = このファイルはすでに { $disposal } の証拠です。ほかの人が立ち会ったことは示しません
error-made-by-export = 種類「{ $kind }」の複製は { $id } の書き出しで生じるもので、申告はできません
error-nothing-came-back = { $id } には、返却、廃棄、引渡しの記録がありません
error-copies-open = { $id } は確認できません。処置が済んでいない複製があります：{ $copies }
error-own-extension = { $person } は { $id } の持出者、または延長を申請した人なので、承認も却下もできません
error-own-return = { $person } は { $id } の持出し、返却、廃棄または引渡しを行ったため、確認はできません
error-witness-needed = { $id } は確認できません。{ $disposal } に立会者がいません
error-not-a-subcontractor = { $recipient } は再委託先として登録されていません
error-recalled-already = { $id } について、指示 { $number } による回収はすでに記録されています
error-leaves-already = { $person } はすでに離任の手続中か、離任済みです
error-does-not-leave = { $person } は離任の手続中ではありません
error-holds-still = { $person } には、処置が済んでいない持出しがあります：{ $carries }
error-suspended = { $person } の鍵は、離任のため記録 { $index } から停止されています
error-unknown-incident = 事故 { $id } はこの台帳にありません
error-not-an-incident = 「{ $id }」は I-0003 のような事故番号ではありません
error-incident-closed = { $incident } は完了しています
error-included-already = { $incident } には { $id } がすでに含まれています
error-later-than-now = { $claimed } は未来の時刻です（現在：{ $now }）
error-incident-incomplete = { $incident } はまだ完了できません
error-incident-missing = 記録がないもの：{ $missing }
error-incident-untold = 連絡の記録がありません
error-own-incident = { $person } は { $incident } の報告者、または対象の携行者であるため、完了は別の人が行います

## 契約の規則

say-clause = 根拠：{ $document } { $clause }「{ $text }」
error-rule-home = 自宅への持出しはできません。例外はありません
error-rule-place = 「{ $place }」への持出しはできません
error-rule-via = この経路では持ち出せません
error-rule-never = 持ち出すことはできません
error-rule-never-but = 持ち出すことはできません。届け出た次の人の承認がある場合を除きます：{ $posts }
error-rule-reason = やむを得ない理由が書かれていません
error-rule-no-place = 持出し先の場所が書かれていません
error-rule-personal-data = 個人情報の有無が書かれていません
error-rule-consent = 委託元の承認の記録がありません
error-rule-asset = この契約で登録された重要情報が指定されていません
error-rule-recipient = { $recipient } は、この契約の提供先一覧にありません
error-rule-subcontractor = { $recipient }（{ $tier } 次）への再委託について、委託元の承諾の記録がありません
error-rule-agreement = { $recipient } との機密保持契約の記録がありません
error-rule-agreement-ended = { $recipient } との機密保持契約は { $ended } に終了しています
error-rule-unchecked = { $recipient } の点検の記録がありません
error-rule-checked-long-ago = { $recipient } の最後の点検は { $last } で、期間を過ぎています
error-rule-failed-check = { $recipient } の最後の点検で、満たしていない項目があります：{ $items }
error-rule-no-subcontractor = { $recipient } は再委託先です。再委託先には提供できません
error-rule-untaught = { $person } の教育の記録がありません
error-rule-taught-long-ago = { $person } の最後の教育は { $last } で、期間を過ぎています
error-rule-unpledged = { $person } の誓約書の記録がありません
error-rule-handler = { $person } は、従事者として届け出られていません
error-rule-approver = 届け出た次の人の承認がありません：{ $posts }
error-rule-level = 重要性が分かりません
error-rule-approvers = 承認は { $need } 人中 { $have } 人です
error-rule-copies = 同じ内容の写しがすでに { $have } 部持ち出されています。今回の { $asks } 部を加えると、上限の { $most } 部を超えます
error-rule-asset-copies = { $asset } の写しは { $have } 部あります。さらに { $asks } 部作ると、委託元が許可した { $most } 部を超えます
error-rule-files = 一度に { $have } 個のファイルは多すぎます（上限 { $most } 個）
error-rule-no-sheet = この契約のチェックシートの記録がありません
error-rule-sheet = チェックシートの「いいえ」に、協議した対策がない項目があります：{ $items }
error-rule-owed = 委託元への提出期限（{ $due }）が過ぎています：{ $duty }
error-rule-no-contact = 連絡網に連絡先がありません（{ $side }）
error-rule-places = 保存先の届出の記録がありません
error-rule-case = 鍵付きケースの番号が書かれていません
error-rule-service = { $service } は、相手先を特定できないか、保存したものをほかの人が読めるサービスです
error-rule-shown = 社外の { $count } 件の宛先が互いに見えてしまいます
error-rule-disposal = { $disposal } は、この規則が認める廃棄ではありません
error-unknown-contract = 契約 { $contract } は登録されていません
error-contract-exists = 契約 { $contract } はすでに登録されています
error-left-contract = { $person } は契約 { $contract } を離れています
error-other-contract = { $id } は契約 { $contract } の持出しではありません
error-unknown-pack = 規則集「{ $pack }」はこの台帳にありません
error-pack-not-newer = 規則集「{ $pack }」はすでに第 { $version } 版です
error-wrong-pack = 規則が成り立ちません：{ $why }
error-unknown-consent = この契約に承認 { $consent } はありません
error-unknown-review = 記録 { $index } は点検の記録ではありません
error-no-such-consent = 承認「{ $number }」はこの台帳にありません
error-several-consents = 承認「{ $number }」のある契約が複数あります
error-own-consent = 承認「{ $number }」は { $person } が記録したか、その人の申請に関わるため、別の人が確認します
error-consent-confirmed = 承認「{ $number }」はすでに確認されています
error-day-ahead = { $day } は未来の日です
error-not-in-the-tree = 「{ $name }」は { $contract } の連絡網にありません
error-unknown-asset = { $asset } は重要情報管理表にありません
error-asset-exists = { $asset } はすでに重要情報管理表にあります
error-asset-ended = { $asset } はすでに返却または廃棄されています
error-more-copies = { $asset } の写しは { $have } 部あります。さらに { $made } 部作ると、登録されている委託元の許可 { $most } 部を超えます
error-fewer-copies = { $asset } の写し { $gone } 部の廃棄・返却は記録できません。社内で作成した写しは { $have } 部です

## 規則：書き出し、伝達、受領

error-wrong-custody = { $id } のパスフレーズの保管者が、定められた人になりません
error-wrong-package-name = { $id } のパッケージの名前は { $expected } でなければなりません
error-no-open-attempt = { $id } に、終わっていない書き出し { $intent } はありません
error-not-their-attempt = この書き出しを始めたのは { $person } です。終了の記録は本人だけができます
error-no-passphrase = { $id } にはパスフレーズがありません。受領者自身の鍵で開きます
error-not-a-custodian = { $person } は { $id } のパスフレーズを保管していません
error-same-road = この手段（{ $channel }）ではパスフレーズを伝えられません。パッケージと同じ経路です
error-not-arrived = { $id } のパスフレーズは、到着コードの確認が済んでから伝えます
error-wrong-code = { $id } のコードではありません

## 以前に検証した台帳と異なる

error-history-shorter = 台帳の記録は { $size } 件ですが、この利用者は以前に { $held } 件を検証しています
error-history-rewritten = 台帳の最初の { $size } 件が、この利用者が以前に検証したものと異なります
error-other-ledger = この場所の台帳は、この利用者が以前にここで検証したものではありません
error-tree-differs = 保存された { $size } 件のハッシュ木が、記録から計算したものと異なります
error-entry-damaged = 記録 { $index } が破損しているか、ありません
error-not-in-ledger = 文書 { $statement } が、この利用者の索引のとおりには台帳にありません
error-no-effect = 記録 { $index } は効力を持ちませんでした：{ $kind }（{ $detail }）
error-attachment-missing = 添付 { $digest } がありません
error-attachment-removed = 添付 { $digest } は、記録 { $index } により消去されています
error-digest-differs = { $what } の内容が、ダイジェストと異なります
error-other-history = 作成者が参照した { $size } 件の履歴が、この台帳のものと異なります
error-state-not-as-written = { $path } の内容が、Sekisho が書き込むものと異なります

## 作業場所

error-no-ledger = { $home } に台帳がありません
error-ledger-exists = { $home } にはすでに台帳があります
error-not-an-origin = { $origin } は台帳名にできません。空白と「+」を含まない ASCII 1～255 文字にしてください
error-no-key = 署名が必要ですが、鍵が指定されていません
error-unknown-key = 鍵 { $key } は、この台帳に登録されている誰のものでもありません
error-revoked-key = { $person } の鍵 { $key } は、記録 { $index } で失効しています
error-nobody-to-ask = 標準入力が端末ではないため、入力を求めることができません。{ $flag } が必要です
error-no-agent = ssh-agent がありません
error-other-device = { $path } は記録の媒体ではありません（記録のシリアル番号：{ $recorded }、実際：{ $found }）
error-unknown-disposal = 廃棄 { $id } はこの台帳にありません
error-unknown-carry-out = この台帳に { $id } はありません
error-not-an-id = { $id } は、C-0042 のような管理番号ではありません
error-confirmation-differs = 入力された文字が、目録のダイジェストの先頭（16 進数 8 桁以上）と一致しません
error-nothing-to-recall = この指示に該当する、再委託先への持出しはありません
error-form-needs = 「{ $form }」には、対象の指定（{ $what }）が必要です
error-template-unknown = { $path }：この様式に「{ $name }」という項目はありません。使える名前：{ $known }
error-template-nested = { $path }：data-each="{ $name }" を、ほかの data-each の中に置くことはできません
error-template-active = { $path }：{ $what } は使えません。様式は、プログラムを動かしたり外部を読み込んだりしません
error-nothing-to-pack = パッケージに入れるものがありません
error-sources-unknown = { $id } の内容がどこにあるか分かりません。別の場所で申請されたものです
error-nobody-can-open = { $id } の保管ファイルを開ける人がいません。{ $people } の鍵には age で封じられません
error-not-on-medium = { $path } は { $medium } ではなく、このパソコン自身のディスクかメモリー、またはネットワーク上にあります
error-system-disk = { $path } はこのコンピューター自身のディスク上にあるか、独立した装置の上にありません。何も接続またはマウントされていません
error-tells-nothing = { $path } はシリアル番号もファイルシステムも示さないため、後で同じものと確かめられません
error-other-medium = { $path } は { $medium } とは別の媒体にあります（登録：{ $registered }、実際：{ $found }）
error-not-mounted = そこには何もマウントされておらず、{ $medium } ではありません
error-not-identified = { $medium } であることを示すものがありません。媒体もパッケージも確かめられません
error-other-file = パッケージと同じ名前の、別のファイルです。何も触れていません
error-serial-differs = 入力されたものは、このデバイスの名前ではありません
error-not-overwritten = 書き込んだとおりに読み取れません。{ $sectors } セクターが異なり、{ $unreadable } セクターが読めません。最初は { $offset } バイト目です
error-stopped-by-incident = { $size } のうち { $done } を上書きした後に事故 { $incident } が登録されました。残りはそのまま保全します
why-false-capacity = 実際には { $size }（{ $bytes } バイト）しか保持できず、それより大きく表示しています
error-nothing-disposed = { $id } について廃棄されたものはありません
why-the-folder = 書き込んだフォルダー
error-no-room = { $path } の空きは { $room } で、{ $needed } 必要です
error-name-taken = { $path } はすでにあります。上書きはしません
error-too-many-volumes = { $size } ずつの分冊では数が多すぎます
error-still-running = 別のプロセスが { $id } を書き込んでいます
error-stays-open = 終わっていない書き出しが { $count } 件残っています。書込み先が見つかりません
why-stays-open = { $id }（書込み先：{ $path }）
why-were-closed = 終了を記録したもの：{ $ids }
error-export-failed = { $id } を書き出せませんでした：{ $what }
why-recorded = このことは記録しました。承認は期限まで有効です。
why-not-recorded = このことを記録できませんでした。書き出しは終わっていない状態のままです。
error-no-custody-file = 保管ファイル { $path } がありません
error-identity-needed = この鍵は署名用で、保管ファイルを開けません
error-content = { $path } の内容が正しくありません（{ $why }）
error-no-entropy = システムから乱数を得られません（{ $why }）
error-interrupted = 中断しました

## システムからの応答

error-not-found = 見つかりません
error-permission-denied = この利用者には権限がありません
error-already-exists = すでにあります。上書きはしません
error-not-a-folder = フォルダーではありません
error-a-folder = フォルダーです
error-storage-full = 空きがありません
error-read-only = 読み取り専用です
error-file-too-large = このファイルシステムで扱える大きさを超えています
error-not-as-written = 内容が正しくありません
error-ends-too-early = 途中で終わっています
error-nobody-answers = 応答がありません
error-system = システムに拒否されました：{ $error }

## 文書

error-no-founder = 最初の記録が開設者のものではありません
error-other-origin = 台帳 { $expected } ではなく、{ $found } の文書です
error-not-their-key = 鍵 { $key } は { $person } の鍵ではありません
error-not-an-entry-file = 文書に署名が続く形になっていません
error-statement = 文書として読めません：{ $what }
error-statement-too-long = 文書が { $max } バイトを超えています
error-statement-not-one-line = 文書が、改行で終わる一行になっていません
error-statement-version = このプログラムは版 { $found } の文書を扱えません
error-json-shape = 想定した JSON ではありません（{ $error }）
error-json-second-spelling = { $at } バイト目以降が、定まった表記（RFC 8785）ではありません

## 鍵

error-key-shape = 公開鍵の行（種類、base64、コメント）ではありません
error-key-mismatch = 鍵の行には { $named } とありますが、中身は { $inside } です
error-key-unsupported = 種類が { $algorithm } の鍵は、署名に使えません
error-key-certificate = { $algorithm } は証明書です。誰が署名できるかは、認証局ではなく台帳が決めます
error-key-malformed = { $algorithm } の鍵の形式が正しくありません
error-key-second-spelling = { $algorithm } の鍵が、定まった表記ではありません
error-key-off-curve = { $algorithm } の鍵が、曲線上の点ではありません
error-key-small-order = この ed25519 鍵は位数が小さく、誰でも署名を作れてしまいます
error-key-rsa-bits = { $bits } ビットの RSA 鍵は使えません
error-key-rsa-numbers = この RSA 鍵の数値は使えません
error-key-file-too-large = 鍵ファイルとしては大きすぎます
error-key-file-public = 公開鍵です。署名には秘密鍵が必要です
error-key-file-format = OpenSSH 形式の鍵ファイルではありません
error-key-file-armor = 鍵ファイルが破損しています（{ $why }）
error-key-file-damaged = 鍵ファイルが破損しています
error-key-file-cipher = { $cipher } で暗号化されており、このプログラムでは復号できません
error-key-passphrase-needed = 鍵は暗号化されていますが、パスフレーズがありません
error-key-wrong-passphrase = このパスフレーズでは鍵を開けません
error-key-needs-agent = 種類が { $algorithm } の鍵は、ssh-agent を通してのみ署名できます
error-empty-passphrase = パスフレーズが空です。パスフレーズのない鍵は作りません
error-key-comment = 鍵のコメントに制御文字は使えません
error-names-no-file = ファイル名がありません
error-key-not-encrypted = 新しい鍵を暗号化できませんでした（{ $error }）
error-agent-does-not-answer = { $socket } で ssh-agent が応答しません：{ $why }
error-agent-broke = ssh-agent との接続が切れました：{ $why }
error-agent-answer = ssh-agent の応答を解釈できません
error-agent-empty = ssh-agent がロックされているか、鍵を持っていません
error-agent-has-no-key = ssh-agent に鍵 { $key } はありません
error-agent-refused = ssh-agent が { $key } で署名しませんでした（拒否されたか、時間内に触れられなかった）
error-private-key-does-not-fit = 鍵ファイルの秘密鍵と公開鍵が対応していません
error-signer-unusable = 署名として使えないものが返されました：{ $why }
error-signer-does-not-verify = 返された署名を検証できません：{ $why }

## 署名

error-signature-armor = SSH 署名の形式ではありません：{ $what }
error-signature-key = 署名の中の鍵を受け付けられません：{ $what }
error-signature-too-large = 署名として { $size } バイトは大きすぎます（上限 { $max }）
error-signature-second-spelling = 署名が ssh-keygen の書く表記ではありません
error-signature-version = このプログラムは版 { $version } の署名を扱えません
error-signature-malformed = 署名の形式が正しくありません
error-signature-no-namespace = 署名に用途がありません（namespace が空です）
error-signature-reserved = 署名の予約欄が空ではありません
error-signature-sha1 = 署名に SHA-1 が使われています（{ $name }）
error-signature-hash = ハッシュ方式 { $name } は使えません
error-signature-unsupported = 署名方式 { $algorithm } は使えません
error-signature-mismatch = 署名方式 { $algorithm } が、鍵の種類 { $key } と合いません
error-armor-no-begin = 先頭に BEGIN の行がありません
error-armor-no-end = END の行がありません
error-armor-after-end = END の行の後に何かが続いています
error-armor-not-base64 = 間にある内容が base64 ではありません
error-wrong-namespace = 別の用途の署名です（{ $expected } ではなく { $found }）
error-bad-signature = 署名が、文書と鍵に合いません
error-no-touch = セキュリティキーに触れずに作られた署名です

## 台帳のファイル

error-not-a-file = 通常のファイルではありません
error-not-a-ledger = 台帳ではありません
error-ledger-version = 台帳の版は { $found } で、このプログラムが扱えるのは版 { $supported } です
error-ledger-schema = 表の構成が台帳のものではありません：{ $differences }
why-schema-missing = { $what } がない
why-schema-unexpected = { $what } が余分にある
why-schema-changed = { $what } の定義が異なる
error-ledger-schema-changed = 台帳を開いている間に、何者かが表の構成を変えました
error-stray-journal = { $path } に、台帳のものではないジャーナルがあります
error-shared-filesystem = { $path } は、複数のパソコンが共有しうるファイルシステム（{ $kind }）にあります。別々の履歴が書き込まれるおそれがあります
why-virtual-machine-folder = 仮想マシンの共有フォルダー
why-cluster = クラスターファイルシステム
error-changed-while-copying = 複写の間に書き込みがありました
error-snapshot-ended = 失敗の後、台帳の読み取りが打ち切られました
error-ledger-read-only = 台帳は読み取りのみ可能です
error-ledger-busy = 別のプロセスが { $seconds } 秒間、台帳を使い続けました
error-size-outside = { $size } 件の台帳に、件数 { $asked } を問い合わせました
error-attachment-not-written = 添付を書き出せませんでした：{ $why }
error-entries-missing = 台帳に記録 { $from } から { $last } までがありません
error-entry-key-shape = 記録 { $index } に付されたキーが 32 バイトではありません
error-entry-shape = 記録 { $index } の大きさが範囲外です
error-node-missing = ハッシュ木の節 { $node } がありません
error-node-shape = ハッシュ木の節 { $node } が 32 バイトではありません
error-node-count = ハッシュ木の節が { $stored } 個あり、本来の { $expected } 個と異なります
error-impossible-place = ありえない位置 { $place } を示す行があります
error-attachment-shape = 添付の行 { $row } に、ダイジェストとサイズがありません
error-attachment-digest = 添付 { $digest } の内容のダイジェストは { $actual } です
error-removal-shape = 消去の行 { $row } に、ダイジェストと記録番号がありません
error-entries-unreadable = 記録 { $from } から { $last } までを読めません
error-nodes-read = ハッシュ木の節を { $asked } 個求めましたが、{ $got } 個でした
error-tree-too-large = { $size } 件のハッシュ木は大きすぎます
error-index-outside = { $size } 件のハッシュ木に記録 { $index } はありません
error-old-size-outside = { $new } 件のハッシュ木が { $old } 件の続きであることは示せません
error-tree-arithmetic = ハッシュ木の計算が成り立ちません
error-engine-malformed = 台帳のファイルが壊れています（{ $error }）
error-engine-full = 台帳を書き込む空きがありません（{ $error }）
error-engine-failed = 台帳の読み書きに失敗しました（{ $error }）
error-engine-refused = 台帳の表の規則により、記録が拒否されました（{ $error }）
error-engine-other = 台帳のエンジンが失敗しました（{ $error }）
error-append-conflict = ほかの人が先に記録しました。台帳は { $ours } 件ではなく { $theirs } 件です
error-append-duplicate = 台帳にはすでに記録 { $index } としてあります
error-append-indeterminate = 台帳が記録を保存したかどうか分かりません
error-entry-size = { $size } バイトの記録は受け付けられません（上限 { $max }）
error-attachment-size = 添付 { $digest } が大きすぎます（{ $size } バイト）
error-nothing-to-remove = 消去する添付 { $digest } がありません
error-kept-and-removed = 一つの記録で、添付 { $digest } の保存と消去の両方はできません
error-index-unusable = この利用者の索引を読み書きできません（{ $error }）
error-index-not-as-written = この利用者の索引の内容が、Sekisho が書き込むものと異なります（{ $error }）
error-index-directory = この利用者の索引を置くフォルダーを作れません：{ $what }

## 媒体

error-medium-not-there = 見つかりません
error-medium-link = シンボリックリンクです。リンクはたどりません
error-not-a-device = このシステムが認識する記憶装置ではありません
error-cannot-identify = どの媒体にあるかを、このシステムからは知ることができません
error-cannot-identify-because = どの媒体にあるかを調べられません：{ $why }
error-bad-medium-name = { $name } は、媒体上のファイル名にできません
error-other-content = 別の内容のものがすでにあります。上書きはしません
error-medium-gone = 媒体がなくなりました
error-medium-failed = { $step }に失敗しました：{ $why }
why-step-open = 開く操作
why-step-identify = 媒体の確認
why-step-create = ファイルの作成
why-step-write = 書込み
why-step-sync = 書込みの確定
why-step-read = 読み直し
why-step-remove = ファイルの削除
why-step-list = 一覧の取得
error-read-back-differs = 読み直した内容が異なります：書込み { $expected-size }、読み直し { $found-size }
error-read-back-digest-differs = 読み直した内容が異なります：書込み { $expected-size }（{ $expected }…）、読み直し { $found-size }（{ $found }…）
error-read-back-replaced = 読み直す前に、別のファイルに置き換えられました
error-erase-replaced = 確認した後に、別のファイルに置き換えられました。そのファイルには触れていません
error-erase-changed = 確認した後に、内容が変えられました。触れていません
error-erase-not-overwritten = 上書きしましたが、{ $offset } バイト目から別の内容が読み取れました
error-erase-still-there = 削除した後も、まだあります
error-erase-interrupted = 中断しました。{ $done }を上書き済みで、残りはまだあります
error-replug-no-serial = 媒体にシリアル番号がなく、同じものか確かめられません
error-replug-cannot-tell = 媒体をいつ挿したかを、このシステムからは知ることができません
error-replug-other-medium = 別の媒体が挿されています（以前のシリアル番号：{ $expected }、現在：{ $found }）
error-replug-same = 媒体が一度も抜かれていません
error-device-not-whole = { $disk } の一部にすぎません
error-device-empty = 媒体が入っていません
error-device-system = このシステムが動いているディスクです
error-device-mounted = { $point } にマウントされています
error-device-swap = システムが { $part } をスワップに使っています
error-device-held = { $by } が使用中です
error-device-in-use = 別のプログラムが使用中です
error-device-replaced = 別のデバイスに入れ替わりました
error-device-gone = { $offset } バイト目で、デバイスが見えなくなりました
error-noise-other-size = デバイスは { $found } バイトで、予期した { $expected } バイトと異なります
error-noise-write = デバイスの { $offset } バイト目に書き込めません：{ $why }
error-noise-sync = { $offset } バイト目までの書込みが確定しませんでした：{ $why }

## 持ち出せないもの

error-no-paths = ファイルもフォルダーも指定されていません
error-paths-refused = { $count } 件のファイルまたはフォルダーをパッケージに入れられません
error-worker-ended = プログラムの一部が予期せず終了しました
error-same-name = システムによっては { $other } と同じ名前になります
error-same-last-name = 指定したパスのうち 2 つが同じ名前（{ $name }）で終わっています（もう一方：{ $other }）
error-source-not-there = 見つかりません
error-source-link = リンクです。リンクはたどりません
error-source-special = ファイルでもフォルダーでもありません
error-source-file = フォルダーがあるべきところに、ファイルがあります
error-source-folder = ファイルがあるべきところに、フォルダーがあります
error-source-other-filesystem = 上のフォルダーとは別のファイルシステムにあります
error-source-ambiguous = 同じフォルダーに、表記だけが異なる同名のものがあります
error-source-unreadable = 読めません：{ $why }
error-source-changing = 読んでいる間に変わりました
error-source-grew = { $listed } から { $found } に増えました
error-source-shrank = { $listed } から { $found } に減りました
error-source-content = 一覧と内容が異なります（実際 { $found }…、一覧 { $listed }…）
error-name-empty = 名前が空です
error-name-dots = フォルダー自身または一つ上を表す名前です
error-name-not-unicode = 名前が Unicode として読めません
error-name-not-nfc = 名前が Unicode 正規化形式 C ではありません
error-name-reserved = { $name } は Windows の予約名です
error-name-trailing = 名前がピリオドか空白で終わっています。Windows では失われます
error-name-forbidden = Windows と exFAT では、名前に { $character } を使えません
error-name-control = 名前に制御文字（{ $code }）が含まれています
error-name-too-long = 名前が { $bytes } バイトあります（上限 { $max }）
error-path-too-long = パスが { $bytes } バイトあります（上限 { $max }）
error-path-too-deep = フォルダーの階層が { $depth } 段あります（上限 { $max }）
error-path-outside-data = パスが data/ で始まっていません
error-path-twice = 二重にあります
error-path-case = { $other } と大文字・小文字だけが異なります
error-path-file-and-folder = ファイルでもあり、フォルダーでもあります
error-file-list = ファイル一覧として読めません：{ $what }
error-file-list-order = ファイル一覧がパスの順に並んでいません
error-folder-not-empty = 空のフォルダーとされていますが、中に何かがあります
error-not-a-level = 重要性の値ではないものが付されています
error-too-many-files = ファイルとフォルダーが { $count } 個あります（上限 { $max }）
error-too-large = 合計が { $max } を超えています

## パッケージの作成と封緘

why-approved-content = 承認されたのは一覧どおりの内容です。内容が変わったときは、改めて承認が必要です。
error-compression-level = 圧縮レベル { $level } はありません
error-archive-not-written = アーカイブを書き込めません：{ $what }
error-package-not-written = パッケージを書き込めません：{ $what }
error-deflate-failed = 圧縮に失敗しました
error-bag-info = { $label } が一行ではないため、bag-info.txt に書けません
error-no-recipients = 封緘する宛先がありません
error-seal-empty-passphrase = 生成したパスフレーズが空です
error-recipients-do-not-mix = これらの鍵を組み合わせて age で封緘できません（{ $error }）
error-recipient-empty = 宛先の鍵が空です
error-recipient-several-lines = 宛先の鍵が一行ではありません
error-recipient-plugin = 鍵には age のプラグイン { $name } が必要ですが、プラグインは実行しません
error-recipient-secret-key = これは秘密鍵です。公開鍵を指定してください
error-recipient-unsupported = 種類が { $algorithm } の鍵には age で封緘できません
error-recipient-rsa-small = RSA 鍵が 2048 ビット未満です
error-recipient-rsa-large = RSA 鍵が 4096 ビットを超えています
error-recipient-small-order = この鍵は位数が小さく、封緘したものを誰でも開けてしまいます
error-recipient-malformed = age の鍵（age1…）でも、age で封緘できる SSH 鍵でもありません
error-custody-nobody = パスフレーズを保管する人がいません
error-custody-too-long = パスフレーズが、保管ファイルに入る長さを超えています
error-custody-not-sealed = パスフレーズを封じられませんでした：{ $why }

## 開封

error-not-a-package = age のファイルでも ZIP アーカイブでもありません
error-wrong-passphrase = このパスフレーズでは開きません
error-passphrase-of-another = パスフレーズは発行されたものとして正しく入力されていますが、このファイルは開きません。別のパッケージのものか、ファイルの先頭部分が破損しています
error-sealed-entries = 封緘されたアーカイブの中身が一つのファイルではなく、{ $entries } 個あります
error-sealed-compressed = 封緘されたアーカイブが、暗号化の内側で圧縮されています
error-sealed-damaged = 封緘されたアーカイブが破損しています
error-sealed-unreadable = 封緘されたファイルを読めません：{ $what }
error-not-first-volume = 先頭ではなく、{ $number } 番目の分冊です
error-volume-missing = この分冊がありません
error-volume-repeated = 同じ番号の分冊がほかにもあります
error-volume-size = この分冊は { $size } で、先頭の分冊は { $expected } です
error-volumes-too-many = 分冊の数が、パッケージとして多すぎます
error-not-age = age のファイルではありません
error-age-version = このプログラムが扱えない版の age ファイルです
error-header-too-long = 封緘されたファイルの先頭部分が長すぎます
error-header-damaged = 封緘されたファイルの先頭部分が破損しています
error-header-truncated = 封緘されたファイルが、先頭部分で終わっています
error-opens-with-passphrase = 鍵ではなく、パスフレーズで開くものです
error-opens-with-key = パスフレーズではなく、鍵で開くものです
error-no-fitting-identity = 指定された鍵では開きません。または先頭部分が破損しています
error-work-factor = 開くために必要なメモリーと時間が大きすぎます（設定 { $required }、上限 { $max }）
error-sealed-too-large = 内容が { $max } バイトを超えています
error-content-changed = 封緘された内容が、{ $offset } バイト目から始まる部分で変わっています
error-content-cut = 封緘された内容が、{ $offset } バイト目で途切れています
error-content-end = 封緘された内容の末尾（{ $offset } バイト目以降）が破損しているか、途切れています
error-outside-base = パッケージのフォルダーの外にあります
error-several-bases = パッケージに { $first } と { $second } の二つのフォルダーがあります
error-hidden-base = パッケージのフォルダー { $base } は隠しフォルダーになります
error-archive-empty = パッケージが空です
error-papers-too-large = パッケージの書類が { $size } あります（上限 { $max }）
error-custody-key-does-not-fit = この鍵では保管ファイルを開けません
error-custody-file = 保管ファイルを開けません：{ $why }
error-custody-not-text = 保管ファイルの内容がパスフレーズではありません
error-identity-too-large = 鍵（identity）のファイルとしては大きすぎます
error-identity-passphrase-needed = 鍵（identity）のファイルはパスフレーズで封じられていますが、パスフレーズがありません
error-identity-wrong-passphrase = このパスフレーズでは鍵（identity）のファイルを開けません
error-identity-sealed = 鍵（identity）のファイルを開けません：{ $why }
error-identity-none = ファイルに鍵（identity）がありません
error-identity-line = 鍵（identity）のファイルの { $line } 行目を読めません
error-identity-plugin = 鍵（identity）のファイルの { $line } 行目には age のプラグイン { $name } が必要ですが、プラグインは実行しません
error-identity-ssh-locked = SSH 鍵はパスフレーズで保護されていますが、パスフレーズがありません
error-identity-ssh-unsupported = この種類の SSH 鍵では、age のファイルを開けません
error-identity-ssh-malformed = SSH 秘密鍵として読めません
error-identity-not-sealed = 新しい鍵（identity）を封じられませんでした（{ $error }）

## パッケージの中の書類

error-paper-missing = パッケージに { $paper } がありません
error-paper-wrong = パッケージの { $paper } が成り立ちません（{ $why }）
error-paper-other-content = 書類が承認しているのは別の内容です：{ $found } ではなく { $approved }
error-paper-no-approval = このパッケージの内容を承認した人がいません

## パッケージの中身

error-zip-no-end = アーカイブの末尾に終端の記載がありません
error-zip-several-disks = アーカイブが分割されたものの一部です
error-zip-zip64 = アーカイブの二つの終端の記載が食い違っています
error-zip-directory-size = アーカイブの目次の範囲が合いません
error-zip-malformed = アーカイブの目次の { $entry } 番の形式が正しくありません
error-zip-absolute = 絶対パスです
error-zip-traversal = フォルダーの外に出るパスです
error-zip-backslash = パスにバックスラッシュがあります
error-zip-drive-letter = パスにドライブ文字があります
error-zip-link = リンクです
error-zip-device = デバイス、パイプまたはソケットです
error-zip-file-or-folder = ファイルともフォルダーとも記されています
error-zip-encryption = 暗号化の有無が想定と異なります
error-zip-method = 圧縮方式が { $method } です
error-zip-flags = 意味を変えるフラグがあります（{ $flags }）
error-zip-overlap = ほかの項目と重なっています
error-zip-gap = どの項目にも属さない内容が隣にあります
error-zip-disagreement = 二つのヘッダーが食い違っています（{ $field }）
error-zip-content = 内容が目次の記載と異なります
error-zip-file-too-large = 展開すると { $size } になります（上限 { $max }）
error-zip-ratio = 圧縮率が { $max } 対 1 を超えています
why-field-signature = 識別子
why-field-flags = フラグ
why-field-method = 圧縮方式
why-field-name = 名前
why-field-checksum = チェックサム
why-field-size = サイズ
why-field-descriptor = データ記述子
error-bag-no-tag-file = パッケージに { $file } がありません
error-bag-declaration = bagit.txt が、扱える版を宣言していません
error-bag-unexpected = パッケージにあるはずのないものです
error-bag-manifest = { $file }：{ $why }
error-bag-missing = 目録にありますが、実物がありません
error-bag-extra = 実物がありますが、目録にありません
error-bag-digest = 目録と内容が異なります（実際 { $found }…、目録 { $listed }…）
error-bag-oxum = bag-info.txt に記された容量またはファイル数が、実際と異なります
error-manifest-not-utf8 = 目録が UTF-8 ではありません
error-manifest-line = 目録の { $line } 行目が、ダイジェスト、空白二つ、パスの形ではありません
error-manifest-order = 目録の { $line } 行目の順序が正しくありません

## 次にすること：確かめる

hint-show = 現在の状態を確かめてください：sekisho show { $id }
hint-show-approvals = 誰が承認し、誰の承認が必要かを確かめてください：sekisho show { $id }
hint-show-custody = 誰が保管しているかを確かめてください：sekisho show { $id }
hint-look-again = 申請と目録のダイジェストをもう一度確かめてください：sekisho show { $id } --files
hint-log = 管理番号を探してください：sekisho log
hint-audit = ほかに異常がないか検査してください：sekisho audit
hint-keep-home = 台帳の場所をそのまま保存し、何も書き込まず、監査者に知らせてください
hint-audit-against = 別の場所で保管しているチェックポイントと照合してください：sekisho audit --against FILE
hint-person-list = 登録されている人を確かめてください：sekisho person list
hint-person-show = 役割と鍵を確かめてください：sekisho person show { $person }
hint-recipient-list = 登録されている受領者を確かめてください：sekisho recipient list
hint-recipient-show = 登録された開封手段を確かめてください：sekisho recipient show { $recipient }
hint-medium-list = 使える媒体を確かめてください：sekisho medium list
hint-medium-show = 登録内容を確かめてください：sekisho medium show { $medium }
hint-clear-medium = 先に { $medium } を、それに書き込んだ最後の持出しの番号で消去してください：sekisho dispose ID --method overwrite --device DEV
hint-outstanding-medium = 先にこれらを処置してください：sekisho outstanding --medium { $medium }
hint-also = 媒体を破壊した場合は、それらも指定してください：sekisho dispose ID --method physical --also ID --evidence FILE
hint-outstanding-person = 担当している持出しを確かめてください：sekisho outstanding --person { $person }
hint-transfer = 別の人に引き継ぐこともできます：sekisho transfer { $id } --to PERSON
hint-incident-list = 事故の一覧を確かめてください：sekisho incident list
hint-incident-show = 記録を確かめてください：sekisho incident show { $incident }
hint-incident-update = 足りない内容を記録してください：sekisho incident update { $incident } --field FIELD --text TEXT
hint-incident-tell = 上書きした内容を事故の記録に残してください：sekisho incident update { $incident } --field course --text TEXT
hint-another-closes = 承認者または管理者に依頼してください：sekisho incident close { $incident }
hint-receipt-file = または、署名のある受領書を記録してください：sekisho handed-over { $id } --evidence FILE
hint-return = 持ち帰ってください：sekisho return { $id } --at DIR
hint-return-at = 媒体を接続し、その場所を指定してください：sekisho return { $id } --at DIR
hint-copy = 作成した複製を申告してください：sekisho copy { $id } --kind working --place TEXT
hint-dispose-physical = もう読めない場合：sekisho dispose { $id } --method physical --evidence FILE
hint-dispose-help = 方法ごとに必要なものを確かめてください：sekisho help dispose
hint-another-witness = 立ち会った別の人に依頼してください：sekisho witness { $disposal }
hint-external-witness = 立ち会った人の署名や写真を添えてください：sekisho witness { $disposal } --external NAME --evidence FILE
hint-another-recheck = 別の人が読み取り、記録してください：sekisho verify FILE --device DEV --record
hint-another-confirms = 別の承認者に依頼してください：sekisho confirm { $id }
hint-other-place = 認められた場所で作業し、--place でその場所を指定してください
hint-other-via = --via で別の経路を指定してください
hint-rules-show = 規則を確かめてください：sekisho rules show
hint-rules-check = ファイルの誤りを確かめてください：sekisho rules check FILE
hint-review-list = 点検の一覧を確かめてください：sekisho review list
hint-contract-list = 契約の一覧を確かめてください：sekisho contract list
hint-contract-show = 届け出た人を確かめてください：sekisho contract show ID
hint-state-reason = --reason で理由を書いてください
hint-state-place = --place で場所を書いてください
hint-state-case = 鍵付きケースに入れ、--case で番号を書いてください
hint-other-address = 受領者自身の組織のアドレスで申請し直し、本文にはそのサービスを書かないでください
hint-recipient-email = アドレスを登録してください：sekisho recipient add RECIPIENT --name TEXT --organization TEXT --email ADDRESS
hint-recipient-email-of = アドレスを登録してください：sekisho recipient add { $recipient } --name TEXT --organization TEXT --email ADDRESS
hint-person-email = 管理者がアドレスを登録します：sekisho person set PERSON --email ADDRESS
hint-mail-once = 宛先は一度ずつ書いてください
hint-mail-hidden = 受領者本人も含め、社外の宛先をすべて --bcc で指定するか、--each で一件ずつ下書きを作ってください
hint-mail-draft = 下書きを作ってください：sekisho mail { $id } --draft FILE
hint-mail-sheet = 確認に必要なものを見てください：sekisho mail { $id }
hint-mail-secret = その部分を消してください。パスフレーズは電話など別の経路で伝えます：sekisho passphrase ID --via phone
hint-shorter-text = 短くし、長いものはパッケージに入れてください
hint-larger-mail = 途中のメールサーバーがそれ以上を受け取れるときは、--max-size で指定してください
hint-export-volumes = 新しい申請を分冊で書き出してください：sekisho export ID --into DIR --max-size SIZE
hint-mail-saved = 送信済みフォルダーからメールを保存するか、添付だけを保存してください：sekisho mail ID --reconcile FILE --address ADDRESS
hint-mail-itself = 宛先の指定を外してください：sekisho mail ID --reconcile FILE
hint-state-personal-data = --personal-data で本人の数を書いてください
hint-consent-add = 委託元の書面を記録してください：sekisho consent add --contract ID --request ID --number N --dated DATE --by NAME --evidence FILE
hint-consent-sign = または、委託元に署名を依頼してください：sekisho approve ID
hint-contact-list = 連絡網の確認： sekisho contact list --contract { $contract }
hint-asset-list = 登録された重要情報を確かめてください：sekisho asset list
hint-asset-show = 写しの数を確認してください：sekisho asset show { $asset }
hint-consent-copies = 委託元がそれ以上の写しを承認した書面を先に記録し、別の人が確認してください：sekisho consent add --contract ID --scope TEXT --until DATE --copies { $copies } --number N --dated DATE --by NAME --evidence FILE
hint-incident-violation = すでに作成した場合は、違反として報告が必要です：sekisho incident open --kind violation --aware -5m
hint-list-recipient = 管理者に依頼してください：sekisho contract recipient ID { $recipient }
hint-agree-subcontractor = 委託元の書面を記録してください：sekisho contract subcontractor ID { $recipient } --tier N --number N --dated DATE --evidence FILE
hint-agreement = 締結した契約書を記録してください：sekisho contract agreement ID { $recipient } --dated DATE --evidence FILE
hint-check-subcontractor = 点検して記録してください：sekisho contract check ID { $recipient } --on DATE --evidence FILE
hint-training = 管理者に記録を依頼してください：sekisho training add --person { $person } --on DATE --topic TEXT
hint-pledge = 署名してください：sekisho pledge --occasion entry
hint-notify = 管理者に依頼してください：sekisho contract notify ID { $person } --post handler --dated DATE
hint-duty-list = 提出物の確認： sekisho duty list
hint-notify-again = 客先にあらためて届け出てください：sekisho contract notify { $contract } { $person } --post handler --dated DATE
hint-contact-add = 管理者に依頼してください：sekisho contact add --contract ID --name NAME --organization NAME --day NUMBER
hint-notify-place = 管理者に依頼してください：sekisho contract place ID PLACE --dated DATE
hint-request-level = 委託元への照会書を出し、回答を --level に指定して申請し直してください：sekisho asset question --contract ID
hint-inbox = 誰の対応を待っているか確かめてください：sekisho inbox
hint-needed-files = 業務に必要なものだけにするか、数回に分けて申請してください
hint-check-sheet = チェックシートに記入してください：sekisho check-sheet --contract ID
hint-another-consent = 別の人に依頼してください：sekisho consent confirm NUMBER
hint-name-contract = 契約を指定してください：sekisho consent confirm NUMBER --contract ID
hint-look-before-again = もう一度行う前に、記録されたかどうかを確かめてください：sekisho log

## 次にすること：人と鍵

hint-join = 既存の台帳に参加するには：sekisho join --person ID --out FILE
hint-join-again = 本人に、この台帳用のものを作り直してもらってください：sekisho join --person ID --origin NAME --out FILE
hint-init = 新しい台帳を開設するには：sekisho init --origin NAME --person ID --name TEXT
hint-origin = example.co.jp/barrier のような名前にしてください：sekisho init --origin example.co.jp/barrier --person ID --name TEXT
hint-person-add = 管理者が人を登録します：sekisho person add { $person } --name TEXT --role ROLE --request FILE
hint-give-role = 管理者が、これまでの役割も含めてすべての役割を一度に指定します：sekisho person set { $person } --role ROLE --role { $role }
hint-own-key = { $person } が自分の鍵（--key）で行ってください
hint-key-new = 新しい鍵を作るには：sekisho key new FILE
hint-name-key = --key FILE で鍵ファイルを、または --key SHA256:… で ssh-agent の鍵を指定してください
hint-add-key = 別の鍵（--key）を使うか、新しい鍵を登録してもらってください：sekisho person add-key { $person } --request FILE
hint-another-administrator = 先に別の人を、これまでの役割も指定して管理者にしてください：sekisho person set ID --role ROLE --role administrator
hint-delegate = 別の人を指定してください：sekisho person delegate { $person } --to ID --from DATE --until DATE
hint-private-key = .pub の付かない秘密鍵のファイルを指定してください。ssh-agent の鍵はフィンガープリントで指定します
hint-convert-key = 読めるのは OpenSSH 形式の鍵ファイルだけです。新しく作るには：sekisho key new FILE
hint-key-copy = 壊れていない控えを使うか、新しく作ってください：sekisho key new FILE
hint-agent-key = ssh-agent に追加し（ssh-add）、--key にフィンガープリントを指定してください
hint-start-agent = ssh-agent を起動し、SSH_AUTH_SOCK でソケットを示し、ssh-add で鍵を追加してください
hint-add-to-agent = ssh-agent のロックを解除するか、ssh-add で鍵を追加してください
hint-touch = もう一度行い、求められたら確認するか、セキュリティキーに触れてください
hint-sign-again = 下書きのファイルそのものに、ssh-keygen -Y sign で署名し直してもらってください
hint-type-again = もう一度入力してください。キーボード配列や、大文字と小文字の違いに注意してください
hint-type-as-read-out = 確認用の音を含め、読み上げられたとおりに入力し直してください
hint-passphrase = パスフレーズを二度同じように入力するか、--key-passphrase-fd でディスクリプターを指定してください
hint-plain-comment = コメントから制御文字を除いてください
hint-custody-key = 保管用の鍵を作るには：sekisho key new FILE --custody
hint-set-custody = 管理者が保管用の鍵を登録します：sekisho person set { $person } --custody KEY
hint-secret-key-shown = 公開鍵（age1… または ssh-ed25519 …）を指定してください。秘密鍵を人に見られたときは作り直してください：sekisho key new FILE --custody
hint-identity = 保管用の鍵を指定してください：sekisho passphrase ID --via CHANNEL --identity FILE
hint-custody-file = 台帳の場所とそのバックアップの custody フォルダーを確かめてください。このファイルがなければ、パスフレーズは誰にも伝えられません
hint-they-recover = { $person } が終了を記録します：sekisho recover
hint-other-id = 別の ID にしてください。「self」は登録せずに使えます

## 次にすること：受領者と媒体

hint-recipient-add = 受領者を登録してください：sekisho recipient add { $recipient } --name TEXT --organization TEXT
hint-recipient-opens = 受領者が開封します：sekisho open FILE --identity FILE
hint-medium-add = 管理者が、媒体を挿した状態で登録します：sekisho medium add { $medium } --device DEV
hint-no-medium = --medium を付けないか、媒体を運ぶ手段（usb・hand・courier）を選びます
hint-medium-formatted = その媒体を初期化し直したのであれば、管理者が記録します: sekisho medium set { $medium } --device DEV
hint-format-first = ファイルシステムを作成し、挿し直してから登録します
hint-approved-medium = 承認された媒体を使ってください
hint-plug-in = 媒体を挿し、マウントされてから、そのフォルダーを指定してください
hint-plug-in-recover = 媒体を挿してから行ってください：sekisho recover
hint-real-folder = リンクではなく、フォルダーそのものを指定してください
hint-mount-point = マウントされた媒体のフォルダーを指定してください
hint-other-medium = 別の媒体を使ってください。この媒体から読み取れる内容は信頼できません
hint-destroy = 媒体全体を上書きするか、破壊してください。この媒体は書き込んだ内容を保ちません
hint-plug-in-at = 挿してマウントし、媒体上のパッケージのフォルダーを --at DIR で指定してください
hint-right-place = 書き込んだ媒体上の、パッケージのフォルダーを --at DIR で指定してください
hint-type-serial = シリアル番号を入力してください。デバイスに番号がない場合は媒体の番号です。スクリプトでは --confirm で指定します
hint-overwrite-again = もう一度実行してください。最初からやり直します。二度失敗する媒体は破壊してください
hint-whole-device = 媒体そのもののデバイス全体を指定してください
hint-unmount = 挿したまま、マウントを解除してください
hint-let-go = 使用中のものを閉じてから、もう一度実行してください
hint-go-on = 同じ媒体を挿し、もう一度実行してください。止まったところから続けます
hint-keep-medium = 媒体をそのまま保存し、監査者に知らせてください。ほかの何者かが書き込んでいます
hint-same-medium = 同じ媒体を挿し直してください
hint-replug = 媒体を一度抜き、挿し直してから続けてください
hint-without-replug = 挿し直しを省いて続けてください。書込みの確認水準は V2 または V1 のままです
hint-free-room = 空きを作るか、より大きな媒体を使ってください
hint-read-only = 書込み禁止を解除するか、書き込めるようにマウントしてください
hint-volumes = パッケージを分冊にしてください：sekisho export ID --into DIR --max-size 4GB

## 次にすること：申請、承認、パッケージ

hint-request-like = 同じ内容で申請し直してください：sekisho request PATH --like { $id } --due DATE
hint-wait-or-request = { $on } まで待つか、申請し直してください：sekisho request PATH --like { $id } --on DATE --due DATE
hint-submit-request = 先に申請を取り込んでください：sekisho submit FILE
hint-another-approves = 別の承認者が承認します：sekisho approve { $id }
hint-draft-again = 下書きを作り直し、署名してもらってください：sekisho approve ID --as PERSON --draft FILE
hint-ask-level = 委託元に重要性を確かめてから、申請し直してください：sekisho request PATH --like { $id } --level LEVEL --due DATE
hint-carrier-does = { $carrier } が自分の鍵で行ってください
hint-export = 書き出してください：sekisho export { $id } --into DIR
hint-export-onto = { $medium } を挿し、そのフォルダーを指定してください：sekisho export ID --into DIR
hint-export-from = ファイルが今どこにあるかを指定してください：sekisho export { $id } --into DIR --from PATH
hint-larger-volumes = 分冊を大きくしてください：sekisho export { $id } --into DIR --max-size SIZE
hint-compress = auto または 0～9 を指定してください：sekisho export { $id } --into DIR --compress auto
hint-recover = 終わるまで待ってください。異常終了の後は、残った書き出しの終了を記録してください：sekisho recover
hint-arrived = 到着コードを読み上げてもらってください：sekisho receipt { $id } --arrived HEX
hint-opened = 開封コードを読み上げてもらってください：sekisho receipt { $id } --opened CODE
hint-other-channel = 別の手段で伝えてください：sekisho passphrase ID --via phone
hint-later-day = 終了日を、開始日以降の日にしてください
hint-later-due = --due を後の日にするか、--on を前の日にしてください
hint-leave-out-on = 以後の日を指定するか、当日であれば --on を省いてください
hint-words = ほかの人が読んで分かる言葉を書いてください
hint-one-line = 改行を入れずに書いてください
hint-fewer-words = 言葉を短くするか、一度に申請するファイルを減らしてください
hint-fewer-files = いくつかに分けて申請してください
hint-name-paths = ファイルやフォルダーを指定してください：sekisho request PATH --to RECIPIENT --via WAY --purpose TEXT --level LEVEL --due DATE
hint-rename = どのシステムでも使える名前に変えてください
hint-rename-one = 一方の名前を変えるか、分けて申請してください
hint-name-target = リンク先のファイルまたはフォルダーを指定してください
hint-leave-out = 対象から外してください
hint-name-mounted = そこにマウントされているものを、別のパスとして指定してください
hint-stop-writing = 書き込みが終わるのを待ち、申請し直してください
hint-form-list = 様式と、それぞれに必要な指定を確かめてください：sekisho form list
hint-put-back = 承認された内容に戻すか、新しい内容の承認を受けてください

## 次にすること：開封

hint-name-package = パッケージ、または先頭の分冊を指定してください：sekisho open FILE
hint-name-first = .001 で終わる分冊を指定してください：sekisho open FILE
hint-all-volumes = すべての分冊を同じフォルダーに置いてください：sekisho open FILE
hint-volumes-missing = 分冊が足りないおそれがあります。すべての分冊を同じフォルダーに置いてください
hint-package-again = 中身を使わず、ファイルを保存し、送り主にパッケージを送り直してもらってください
hint-read-out-again = パッケージとパスフレーズの管理番号を見比べ、送り主にもう一度読み上げてもらってください
hint-open-with-passphrase = --identity を付けずに開封してください：sekisho open FILE
hint-open-with-key = 宛先となった鍵を指定してください：sekisho open FILE --identity FILE
hint-open-into = 別のフォルダーを指定してください：sekisho open FILE --into DIR

## 次にすること：作業場所とシステム

hint-give-flag = { $flag } を指定してください
hint-no-screen = 自分だけが読めるファイルまたはパイプに出力してください
hint-name-home = 台帳の場所を --home DIR または SEKISHO_HOME で指定してください
hint-local-home = 台帳をこのパソコンのディスクに置いてください
hint-copy-again = 書き込みのない間に複写してください：sekisho audit --ledger { $file }
hint-index = 失われるものはありません。この利用者の Sekisho のキャッシュを削除すると、台帳から作り直されます
hint-purged = 控えを持つ人に尋ねてください。誰がなぜ消去したかは、その記録にあります
hint-set-clock = このパソコンの時計を合わせてから、もう一度行ってください
hint-newer-program = 新しい Sekisho を使ってください。今の版を確かめるには：sekisho --version
hint-spelling = パスのつづりを確かめてください
hint-permission = 持ち主に権限を付けてもらってください
hint-other-name = 別の名前にするか、すでにあるものを移してください
hint-other-file = 目的のファイルかどうかを確かめてください
hint-again = しばらくしてから、もう一度行ってください
hint-system = ディスクや媒体が接続され、正常かを確かめてから、もう一度行ってください
hint-bug = Sekisho の不具合です。実行したコマンドと版を添えて報告してください。版を確かめるには：sekisho --version
