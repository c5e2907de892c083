# 表示や帳票の文。分かっていることだけを述べる。変数には名前・数・用意済みの文が入る。

## どこでも同じに言う事実

report-bytes = { $count ->
   *[other] { $exact } バイト
}
report-size = { $about }（{ $count ->
   *[other] { $exact } バイト
}）
report-named = { $name }（{ $id }）
report-and-more = ほか { $count } 件
report-none = なし
report-unproven = なし
report-not-recorded = 記録なし
report-level-one = 1（最も高い）
report-entry-type = { $name }（{ $type }）
report-personal = あり（本人数 { $count } 人）
report-personal-and-special = あり（本人数 { $count } 人、要配慮個人情報を含む）
report-personal-not-stated = 記載なし
report-personal-special = 要配慮個人情報を含む（本人数の記載なし）
report-opening-age-passphrase = 別の経路で伝えるパスフレーズ（age）
report-opening-age-keys = 受領者自身の登録済みの鍵。パスフレーズはない（age）
report-opening-zip-aes = 7-Zip と、別の経路で伝えるパスフレーズ（AES-256 の ZIP）
report-days = { $first } から { $last } まで
report-days-from = { $first } から
report-medium = { $id }（シリアル番号 { $serial }）
report-recipient-self = なし（申請者が作業のために自ら携行）
report-recipient-self-short = 申請者本人
report-no-contract = なし（社内規程のみ）
report-approval = 承認
report-consent = 委託元の承諾
report-request = 申請
report-overdue = { $status }・期限超過（返却予定日 { $due }）
report-late = { $status }・期限超過
report-about = { $id }：{ $what }

## 申請の内容

report-approval-title = { $id }：承認・却下の確認
report-show-title = { $id }
report-draft-title = 申請（台帳の外で表示）
report-draft-unknown = 氏名、過去の持出し、これまでの承認は台帳にあり、ここでは分かりません。申請者の署名は、承認を台帳に取り込むときに検証されます。この表示では検証していません。
report-draft-no-list = ファイル一覧が下書きと同じ場所にありません。分かるのはファイル数と、次の目録のダイジェストだけです。
report-field-leaves = 持出し可能な期間
report-field-passphrase = パスフレーズ
report-after-arrival = 到着コードの読上げを確認してから伝達
report-not-after-arrival = 到着コードの確認前でも伝達可
report-field-request-digest = 申請のダイジェスト
report-heading-contents = 内容
report-no-files = ファイルはありません。
report-no-ending = （拡張子なし）
report-column-ending = 拡張子
report-heading-largest = 大きいファイル（{ $count } 件中 { $shown } 件）
report-heading-files = ファイル { $count } 件
report-heading-manifest = 目録のダイジェスト（SHA-256）
report-type-digits = 承認するときは先頭の 8 桁を入力します：{ $digits }
report-approval-means = 承認とは、あなたの鍵でこの申請そのもの（内容、受領者、手段、媒体、利用目的、期日）に署名することです。

## 承認

report-heading-approvals = これまでの承認
report-approvals-count = 必要な { $needed } 人のうち { $counted } 人
report-approvals-unknown = 重要性が分類不明のため、分類されるまで何人の承認があっても足りません。
report-no-approval = 承認の記録はありません。
report-approvals-mean = 各行は、その人の鍵がこの申請そのものに署名したことを示します。その人が読んだことを示すものではありません。
report-approval-key = 鍵 { $key }、記録 { $index }
report-counts = 必要人数に算入
report-does-not-count = 必要人数に算入しない
report-marks = 知っておくべきこと：{ $marks }
report-column-what = 内容
report-column-marks = 知っておくべきこと
report-heading-rejected = 却下
report-heading-withdrawn = 取下げ

## 違い

report-heading-since-last = この受領者への前回の持出し { $id } との違い
report-heading-against = { $id } との違い
report-heading-difference = この受領者への前回の持出しとの違い
report-no-earlier = この受領者への、書き出しまで済んだ過去の持出しは記録されていません。
report-difference-counts = ファイル：追加 { $added }、削除 { $removed }、変更 { $changed }、同一 { $same }
report-difference-added = 追加：
report-difference-removed = 削除：
report-difference-changed = 変更：
report-difference-fields = 異なる項目：
report-difference-no-fields = 比較した申請の項目は同じです。
report-column-field = 項目
report-column-earlier = 前回
report-column-now = 今回

## 持出しの全体

report-field-arrived = 到着コード
report-field-opened = 開封コード
report-arrived = 到着コードの読上げを確認（{ $at }）
report-opened-with-passphrase = 開封コードの読上げを確認（{ $at }）。パスフレーズを知る人が開封しました
report-opened-with-key = 開封コードの読上げを確認（{ $at }）。受領者の鍵を持つ人が開封しました
report-attempt-open = 未了：書込み中、または異常終了により未了のまま
report-attempt-completed = 完了：書き込み、読み直して一致
report-attempt-failed = 失敗
report-field-directory = フォルダー
report-field-filesystem = ファイルシステム
report-field-identified = 登録したシリアル番号を確認
report-field-begun = 開始日時
report-field-ended = 終了日時
report-field-custody = パスフレーズの保管者
report-field-found = 確認された状況
report-field-volume = 分冊
report-custody-none = なし（受領者の鍵で開封）
report-custody-carrier = { $holders }：{ $mark }
report-heading-releases = パスフレーズの伝達
report-no-release = 伝達の記録はありません。
report-column-custodian = 鍵保管者
report-column-told = 伝えた相手
report-column-contact = 使う番号
report-column-note = 備考
report-heading-entries = 台帳の記録
report-column-statement = 文書
report-column-digest = 文書のダイジェスト

## 一覧

report-log-empty = 該当する持出しはありません。
report-column-requested = 申請日
report-inbox-empty = あなたの対応を待つものはありません。
report-heading-inbox = あなたの対応を待つもの：{ $count } 件
report-inbox-about = { $requester }：{ $purpose }（返却予定日 { $due }）
report-task-recover = 未了の書き出しを閉じる
report-task-approve = 承認または却下する
report-task-export = パッケージを書き出す
report-task-tell-passphrase = パスフレーズを伝える
report-task-confirm-arrival = 受領者に到着コードを確認する
report-task-destroy-custody = 紛失：パスフレーズの保管ファイルを廃棄する
report-task-answer-extension = 期限延長を承認または却下する
report-task-sign-pledge = 誓約に署名して携行する
report-task-hand-over = 受領者が開封済み：引渡しを記録する
report-task-witness = 廃棄の立会いの記録がない：立ち会った人は記録する
report-task-confirm = すべての複製の処置を確認する
report-task-overdue = 期限超過：所在を確認する
report-outstanding-empty = この条件に該当する、未完了の持出しはありません。
report-heading-outstanding = 未完了 { $count } 件（うち期限超過 { $overdue } 件）
report-heading-trace = この内容を含む持出し
report-trace-empty = 記録された持出しの中に、この内容を含むものはありません。

## 今日の状況

report-heading-status = 台帳 { $origin }
report-field-entries = 記録の件数
report-field-root = ルートハッシュ
report-field-anchored = 照合
report-field-findings = 指摘
report-not-anchored = NOT ANCHORED（照合なし）：台帳の外で保管され、一致するチェックポイントが手元にないため、記録の切捨てや差替えに気付けません
report-anchored = { $size } 件まで照合済み：そこまでの変更、削除、並べ替えは、そのチェックポイントかそれ以降のものを持つ人が検出できます。その後の { $after } 件は NOT ANCHORED（照合なし）で、切り捨てられても気付けません
report-anchored-all = 全 { $size } 件まで照合済み：そこまでの変更、削除、並べ替えは、そのチェックポイントかそれ以降のものを持つ人が検出できます
report-status-no-findings = 読み込んだ記録にはありません
report-status-findings = { $count } 件（sekisho audit で確認してください）
report-heading-overdue = 期限超過：{ $count } 件
report-heading-open-intents = 書込み中または未了：{ $count } 件
report-heading-waiting = 承認待ち：{ $count } 件
report-heading-ready = 承認済で書き出し前（失敗を含む）：{ $count } 件
report-heading-out = 所在の確認が済んでいないもの：{ $count } 件
report-heading-keys = 鍵の使用日数
report-column-days = 日数

## 登録簿

report-register-none = 登録はありません。
report-column-id = ID
report-column-keys = 鍵の数
report-column-subcontractor = 再委託
report-column-model = 型番
report-column-capacity = 容量
report-column-kept-at = 保管場所
report-keys-unproven = { $count }（所持の証明なし { $unproven }）
report-person-title = { $name }（{ $id }）
report-recipient-title = { $name }（{ $id }）
report-medium-title = { $id }
report-field-registered-by = 登録した人
report-field-registered-at = 登録日時
report-field-delegation = 代理で承認できる
report-delegation = { $person } の代理（{ $first } から { $last } まで）
report-heading-person-keys = 鍵
report-field-fingerprint = フィンガープリント
report-field-public-key = 公開鍵
report-field-proven = 所持の証明
report-field-good = 有効
report-key-good = 記録 { $from } から
report-key-revoked = 記録 { $from } から。記録 { $revoked } で失効
report-recipient-no-keys = なし（パスフレーズで開封）
report-subcontractor = { $tier } 次
report-subcontractor-under = { $tier } 次（{ $under } の下）

## パッケージ

report-exported-title = { $id }：書き込み、読み直しました
report-field-arrival-code = 到着コード
report-heading-attention = 注意
report-warn-carrier-holds = 持出者が鍵を保管しています。持出者以外の鍵保管者が登録されていないため、運ぶ人がパッケージを開くこともできます。
report-warn-not-identified = 媒体をシリアル番号で確認できませんでした。登録の媒体であることは、操作者の申告によります。
report-warn-autorun = 媒体に autorun.inf があります。通常は必要のないファイルです。持ち出す前に媒体を調べてください。
report-warn-beside = パッケージのほかに、今回の承認の対象でないファイルまたはフォルダーが { $count } 件あります：
report-heading-next = 次にすること
report-next-keys = 伝えるパスフレーズはありません。受領者が開封したら、開封コードを知らせてもらってください。
report-next-arrival = 先に、受領者に封緘済みのファイルから到着コードを読み上げてもらい、記録します：
report-next-passphrase = 鍵保管者がパッケージとは別の経路でパスフレーズを伝えます：
report-recover-none = あなたの書き出しで未了のものはありません。
report-recovered = { $id }：失敗として記録しました
report-recovered-no-file = 書込み先に、パッケージのファイルはありませんでした。
report-recovered-removed = 書きかけのファイル { $count } 件を削除しました：
report-heading-means = この結果について
report-recovered-remnants = 削除は消去ではありません。封緘されたままの断片が媒体に残ることがあります。
report-recovered-approval = 承認は期限まで再び使えます。次の書き出しでは新しいパスフレーズを使います。
report-opened-title = 開封しました
report-opened-whole = 開封時に全バイトを検証し、その後に初めてフォルダーを作りました。
report-heading-signers = 署名した人
report-no-papers = 書類が入っていません。誰がまとめ、誰が承認したかは分かりません。
report-signers-unknown = 書類は互いに一致しています。ただし、署名した人の鍵は未知です（あなたがこれまでに受け入れた鍵ではありません）。
report-signers-known = 書類は互いに一致しています。以前に受け入れた鍵、または --signers で指定した鍵で署名されています。
report-signers-accepted = 書類は互いに一致しています。署名した人の鍵は未知でしたが、今後は受け入れます。
report-signers-compare = すでにご存じの番号で送り主に電話し、フィンガープリントを照合してください。名前は書類の記載です。
report-heading-papers = 書類の記載
report-field-origin = 台帳名
report-field-proven-in = 証明の対象
report-proven-in = 記録 { $size } 件の木、ルートハッシュ { $root }
report-heading-opened-code = 開封コード
report-opened-code-passphrase = 送り主に知らせてください。パスフレーズを知る人がパッケージを開封したことを示します。
report-opened-code-key = 送り主に知らせてください。受領者の鍵を持つ人がパッケージを開封したことを示します。

## パスフレーズの伝達

report-release-title = { $id } のパスフレーズ
report-release-recorded = { $told } 様へ伝えること（{ $channel }）を、台帳に記録しました。
report-release-call = 登録された番号に電話してください：{ $number }
report-release-text = 登録された番号に送ってください：{ $number }
report-release-no-number = 番号が登録されていません。以前から知っている番号を使ってください。パッケージやその案内に書かれた番号は使わないでください。
report-release-phone-care = こちらから電話をかけ、相手を確かめてください。留守番電話には残さないでください。
report-release-hand = 本人に対面で伝えてください。パッケージと一緒に渡さないでください。
report-release-letter = 本人宛ての親展の郵便で、パッケージとは別に送ってください。
report-release-other = 通常と異なる手段のため、台帳に印が付きます。
report-release-read-out = ハイフンも含め、区切りごとに読み上げてください。各区切りの最後の音は確認用で、これも入力します。読み上げたとおりに入力します。
report-release-write-out = ハイフンも含め、表示のとおりに書いてください。各区切りの最後の音は確認用で、これも入力します。
report-release-sms-history = 伝達後、双方の電話の履歴からメッセージを削除してください。
report-release-phone-history = 一部でもメッセージで送った場合は、双方の電話の履歴から削除してください。紙のメモは裁断してください。
report-release-paper = 紙に書いたものは、不要になったら裁断してください。
report-release-not-same-road = パッケージと同じ経路（同じメール、荷物、媒体）では送らないでください。
report-release-afterwards = 開封後、中の「sekisho」フォルダーにある開封コードを知らせてもらい、記録してください：
report-release-marks = 併せて記録される事項：{ $marks }

## 検査・証明・検証

report-audit-title = 検査：{ $origin }
report-field-founder = 開設者
report-founder = { $person }、鍵 { $key }
report-field-attachments = 確認した添付
report-heading-findings = 指摘：{ $count } 件
report-no-findings = 指摘はありません。確認した署名、権限、時刻、ハッシュ木、添付は一致しています。
report-evidence-wrong = 証拠に誤りがあります：{ $count } 件。
report-only-clocks = 時刻に食い違いがあります。署名とハッシュ木は一致しています。
report-whole-log = 全体
report-column-finding = 指摘
report-column-detail = 詳細（英語）
report-heading-marks = 承認と伝達について知っておくべきこと
report-verified-entry = 記録
report-verified-proof = 証明
report-verified-checkpoint = チェックポイント
report-verified-manifest = 目録
report-not-checked = 照合できるものがここにはありません
report-verified-nothing = 照合できるものはありませんでした
report-verified-draft = 下書き
report-field-author = 作成者
report-field-listed = allowed_signers
report-key-listed = 作成者の鍵として記載あり
report-key-not-listed = 作成者の鍵として記載なし
report-field-result = 結果
report-holds = 一致
report-holds-signature = 一致：この鍵がこの文書そのものに署名しました
report-does-not-hold = 不一致：{ $problem }
report-verified-all = { $count } 件を検証し、すべて一致しました
report-verified-wrong = { $count } 件中 { $wrong } 件が一致しませんでした
report-verified-signature-means = 署名は、その鍵で署名されたことを示します。誰の鍵かは別の方法で確かめてください。その記録の時点で有効だったかは、台帳の順序で決まります。
report-verified-proof-means = 証明の確かさは、チェックポイントによります。件数とルートハッシュを、手元のチェックポイントと照合してください。
report-proven-title = { $id } の証拠：{ $count } ファイル
report-proven-check = 検証するには：

## 持出し管理台帳

report-register-title = 持出し管理台帳
report-register-empty = 該当なし
report-register-boxes = 決裁欄
report-register-footer = 台帳 { $origin }　作成日時 { $at }　記録 { $size } 件、ルートハッシュ { $root }
report-form-requested = 申請日
report-form-carrier = 所属・持出者
report-form-item = 持ち出すもの
report-form-content = 内容・件数
report-form-medium = 媒体登録番号・シリアル
report-form-personal-data = 個人情報の有無・本人数
report-form-times = 封緘・返却時刻
report-form-extended = 延長
report-form-bring-back-approver = 持帰り承認者
report-form-incident = 事故有無
report-form-encryption = 暗号化方式
report-form-destination = 持ち出し先
report-form-out = 封緘日
report-form-approver = 承認者・承認日
report-form-client-consent = 委託元承認番号
report-form-returned = 返却日
report-form-erased = 消去確認
report-form-checked-by = 返却確認者
report-form-notes = 備考
report-form-count = { $count } ファイル、{ $about }
report-form-note = { $name }：{ $marks }

## 携行中

report-transferred = { $id }：以後は { $carrier } が携行します
report-transferred-means = 新しい持出者が、すべての複製について責任を負います。前の持出者の誓約は終わりました。
report-next-pledge = 新しい持出者が誓約に署名します：
report-undelivered = { $id }：不達を記録しました
report-undelivered-again = 同じパッケージを、同じ受領者に、同じ手段で送り直せます。承認はあらためて要りません。
report-undelivered-otherwise = 手段、媒体、受領者を変えるときは、これに倣って新しく申請してください：
report-extension-asked = { $id }：返却予定日の延長（{ $due }）を申請しました
report-extension-stands = ほかの人が承認するまでは、{ $due } のままです：
report-extension-title = { $id }：期限延長の承認・却下の確認
report-extension-means = 承認とは、この持出しの期限の延長に、あなたの鍵で署名することです。ほかの内容は承認されたときのままです。
report-extension-approved = { $id }：返却予定日を { $due } に延長しました。
report-extension-rejected = { $id }：期限の延長は却下されました。返却予定日は { $due } のままです。
report-field-asked-by = 申請した人
report-field-due-stands = 現在の返却予定日
report-field-due-asked = 延長後の返却予定日
report-handed-over = { $id }：引渡しを記録しました
report-handed-over-receipt = 受領書をダイジェストとともに保管しました。受領者のものかどうかは、見る人が判断します。
report-handed-over-opened = 開封コードの記録があります。開封できる人が開封しました。
report-heading-remaining = 処置が済んでいない複製
report-remaining-none = 処置が済んでいない複製はありません。承認者が確認すると完了します：
report-copy = 複製 { $number }：{ $kind }（{ $place }）
report-copy-held-by = { $place }、保有者 { $holder }
report-copy-made = { $id }：{ $copy }を届け出ました。以後、処置の記録が必要です
report-recalled = 回収指示 { $number }：{ $count } 件を対象としました
report-recalled-before = この番号で以前に対象としたもの：{ $count } 件
report-recalled-means = 再委託先が保有するものは、あらためて処置の記録が必要です。それぞれ、処置を記録し承認者が確認すると完了します。

## 携行票

report-slip-title = 携行票 { $id }
report-slip-tag = 第 1 片：媒体またはケースに付ける札（番号 { $id }）
report-slip-found = 拾われた方へ：中身は暗号化されており、ここにはない鍵でしか開けません。機器に接続しないでください。
report-slip-call = お手数ですが、時間にかかわらず、次の番号にご連絡ください。
report-slip-call-office = お手数ですが、時間にかかわらず、{ $office }にご連絡ください。
report-slip-name-number = 番号 { $id } とお伝えください。
report-slip-cut = ここで切り離し、第 2 片は媒体と別に携行します。
report-slip-sheet = 第 2 片：持出者の控え（番号 { $id }）
report-slip-loss = 紛失、盗難、またはそのおそれがあるとき：{ $minutes }分以内に連絡
report-slip-step-call = 気づいたら直ちに、遅くとも { $minutes }分以内に連絡する。確かめ終わるのを待たない。
report-slip-step-say = 番号、気づいた日時と場所、最後に確認した日時、ケースの施錠の有無を伝える。
report-slip-step-police = 警察と、鉄道・タクシー・店舗に届け出て、遺失届の受理番号を控える。
report-slip-step-record = 連絡を受けた人が記録する：{ $command }
report-slip-whom = 連絡先
report-slip-office = 社内
report-slip-phone = 電話（登録の番号）
report-slip-night = 夜間・休日（手書き）
report-slip-lost-property = 遺失届の受理番号：{ $blank }　連絡した時刻：{ $blank }
report-slip-lost-property-no = 遺失届の受理番号
report-slip-called-at = 連絡した時刻
report-field-carrier = 持出者
report-field-case = 施錠ケース
report-field-route = 経路
report-field-pledged = 誓約の署名

## 事故

report-incident-title = { $id }：{ $kind }
report-incident-drilled = 【訓練】{ $what }
report-incident-drill = 【訓練】訓練の記録です。実際の事故ではありません。
report-incident-open-already = { $id } として対応中のため、新しい事故は記録していません。今回の --aware、--occurred、--by、--note の内容は記録されていません。sekisho incident update で追記してください。別の事故であれば --another を付けてください。
report-incident-history = 台帳の履歴が、以前ここで検証したものと異なります。事故は今ある台帳に記録しました。ホームをそのまま複製して保全し、sekisho audit で確かめてください。
report-incident-also-open = 同じ対象で対応中の事故：{ $id }
report-incident-open = 対応中
report-incident-closed = 完了
report-incident-list-empty = 該当する事故の記録はありません。
report-incident-column-kind = 種別
report-incident-column-aware = 認識日時
report-incident-column-since = 経過
report-incident-column-told = 最初の連絡
report-incident-column-about = 対象
report-incident-told-after = 認識から { $after }
report-incident-hour-passed-short = 記録なし。【60分を経過】
report-incident-untold = 連絡の記録はありません。
report-incident-minutes-before = { $count } 分前
report-incident-minutes = { $count } 分
report-incident-hours = { $hours } 時間 { $minutes } 分（{ $count } 分）
report-incident-contacted = { $id }：{ $whom } への連絡を記録しました。認識からの経過：{ $after }
report-incident-updated = { $id }：{ $field }を記録しました（記録 { $index }）
report-incident-updated-with = { $id }：{ $field }をファイル（SHA-256 { $digest }）とともに記録しました（記録 { $index }）
report-incident-closed-now = { $id } の対応を完了しました。
report-incident-still-outstanding = 対象の持出しは、まだ完了していません：sekisho outstanding
report-incident-field-aware = 認識日時
report-incident-field-recorded = 記録日時
report-incident-field-hour = 60分の期限
report-incident-field-occurred = 発生日時
report-incident-field-noticed-by = 発見者
report-incident-field-note = 最初の情報
report-incident-claimed = { $at }（{ $who } の申告）
report-incident-recorded = { $at }（記録した人の時計）。認識からの経過：{ $after }（記録 { $index }）
report-incident-hour-told = 最初の連絡（記録による）まで { $after }
report-incident-hour-left = 残り { $left }（{ $until } まで）
report-incident-hour-passed = 【経過】{ $until } から { $since }。連絡の記録はありません
report-incident-unknown = 不明
report-incident-heading-frozen = 凍結
report-incident-frozen-nothing = なし（訓練のため）
report-incident-frozen-none-named = なし（対象の持出しが示されていません）
report-incident-frozen = { $ids }：対応中は、パスフレーズの伝達、書き込み、送付、引渡し、削除、完了ができません。
report-incident-medium-lost = { $id }（シリアル { $serial }）は紛失扱いです。見つかっても、今後は書き込めません。
report-incident-not-included = 同じ媒体にあり、まだ含まれていないもの：{ $ids }。もう一度実行してください：
report-incident-heading-call = 今すぐ電話する相手
report-incident-column-why = 立場
report-incident-no-number = 電話番号の登録なし
report-incident-call-client = 委託元の連絡先（昼間・夜間）は、契約と携行票にあります。
report-incident-carrier = 持出者
report-incident-next-call = 電話し、そのつど記録する：
report-incident-next-police = 最後にあった場所を確かめて戻り、警察に届け出て、受理番号を記録する：
report-incident-next-deletion-request = 受け取った相手に、開かずに削除するよう依頼し、依頼したことを記録する：
report-incident-next-deletion-answer = 相手の回答を記録する（できれば書面で）：
report-incident-next-keep = 何も変えず、何も消さない（証拠になる）。
report-incident-next-key = { $id }：パスフレーズの伝達の記録はありません。今 { $holders } が破棄すると、保管分ではだれも（社内でも）パッケージを開けなくなります：
report-incident-next-key-told = { $id }：パスフレーズは { $told } に伝達された記録があります。保管ファイル（{ $holders }）を破棄すると再び伝えることはできなくなりますが、伝達済みのものは取り消せません：
report-incident-next-report = 台帳の内容を記入した第一報を作成する：
report-incident-next-update = 分かったことを追記する（項目は sekisho incident update --help）：
report-incident-heading-concerned = 対象の持出し：{ $count } 件
report-incident-field-key = 鍵の状態
report-incident-field-last = 最後の記録
report-incident-key-no-package = パッケージを作成した記録はありません
report-incident-key-destroyed = 保管ファイルは { $at } に破棄（{ $under }）
report-incident-key-held = パスフレーズは { $holders } が保管
report-incident-key-carrier = パスフレーズは { $holders } が保管。【持出者本人】がパッケージと鍵の両方を所持
report-incident-key-told = 伝達の記録あり：{ $told }（{ $channel }）、{ $at }
report-incident-last = { $what }　{ $at }
report-incident-last-by = { $what }　{ $at }　{ $name }
report-incident-heading-contacts = 連絡の記録：{ $count } 件
report-incident-column-at = 連絡日時（申告）
report-incident-column-after = 認識からの経過
report-incident-column-recorded = 記録日時
report-incident-heading-updates = 分かったこと：{ $count } 件
report-incident-column-known = 内容
report-incident-column-evidence = 証拠（SHA-256）
report-incident-heading-missing = 完了までに必要なもの
report-incident-missing = 記録がないもの：{ $fields }
report-incident-nothing-missing = 必要な記録はそろっています。報告した人以外の承認者または管理者が完了します：
report-incident-heading-closed = 完了

## 持ち出した後の全記録

report-heading-road = 携行の記録
report-field-frozen = 凍結中
report-frozen = { $incident } による。対応が終わるまで、伝達・上書き・完了はできません
report-road-case = 施錠ケース { $case }
report-road-route = 経路：{ $route }
report-road-pledge = 誓約 sha256:{ $digest }
report-field-transfer = 引継ぎ
report-road-transfer = { $from } から { $to } へ
report-road-said-by = { $person } の記録、{ $at }
report-field-undelivered = 不達
report-field-due-first = 当初の返却予定日
report-field-extension = 期限延長
report-road-extension = { $due }（{ $person } が { $at } に申請：{ $reason }）
report-road-extension-stands = { $person } が承認
report-road-extension-refused = { $person } が却下：{ $reason }
report-road-extension-waits = 回答待ち
report-field-handed-over = 引渡し
report-road-receipt = 受領書 { $digest }
report-road-medium-stays = 媒体も受領者が保有
report-field-recall = 回収指示
report-road-recall = 委託元の指示 { $number }
report-field-confirmed = 持帰りの承認
report-heading-copies = 複製
report-column-where = 場所
report-column-became = 処置
report-column-known = 処置の確認水準
report-fate-held = 処置未了
report-fate-returned = 持帰り
report-fate-disposed = 廃棄（{ $under }）
report-fate-handed-over = 受領者が保有
report-fate-lost = 紛失（{ $under }）
report-heading-return = 返却（記録 { $index }）
report-heading-disposal = 廃棄 { $id }（記録 { $index }）
report-field-copies = 複製
report-field-measured = 測定の結果
report-field-saved-to = 成果の保存先
report-field-tool = ツール
report-field-method = 方法
report-field-evidence = 証拠
report-field-witness = 立会い
report-field-recheck = 再検証
report-witness-external = { $name }（この台帳に鍵のない人）
report-key-custody = 保管ファイルを廃棄：sha256:{ $digest }
report-key-attested = パスフレーズの控えはないと申告した人：{ $names }
report-known-measured = { $level } — { $person } の端末で測定
report-known-said = { $level } — { $person } の申告による
report-known-too-little = { $level } — { $person } の申告による。測定の結果からは、それ以上のことは分かりません
report-known-key = { $level } — パスフレーズの控えがすべて処置済みであるとの、{ $person } の申告による
report-known-key-open = { $level } — { $person } が保管ファイルを廃棄。パスフレーズを伝えた人の申告がそろっていません
report-known-destroyed = { $level } — { $person } の申告による。立会い：{ $witnesses }。証拠はダイジェストで保管
report-rechecked = { $person } が { $day } に再検証：読み取れるすべてのセクターが、記録のとおりの乱数列でした
report-rechecked-changed = { $person } が { $day } に再検証：{ $count } セクターが記録の乱数列と異なります（最初の位置は { $offset } バイト目）
report-measured-serial = { $path }（{ $medium }。シリアル番号で確認）
report-measured-no-serial = { $path }（{ $medium } との申告。シリアル番号は確認していない）
report-measured-folder = { $path }
report-measured-capacity = 媒体の容量：{ $size }
report-measured-package = 先にパッケージを読み、ダイジェストが一致した。
report-measured-no-package = パッケージは読み取っていない。
report-measured-in-place = その場で上書きした。
report-measured-elsewhere = 上書きしたが、このファイルシステムは別の場所に書くため、以前の内容が残ることがある。
report-measured-overwritten = 読み書きできるすべてのセクターを乱数列で上書きし、読み直して一致した：{ $size }
report-measured-replugged = 媒体を一度抜き、挿し直してから読んだ。
report-measured-not-replugged = 媒体を抜かずに読んだ。
report-measured-gone = どのディレクトリにも、もうない。
report-measured-there = まだ残っている。
report-measured-copies = 別名の複製：上書きして削除 { $erased } 件、残存 { $left } 件
report-measured-others = 媒体上のほかのファイル：{ $count } 件
report-measured-unread = 読めなかったフォルダーとファイル：{ $count } 件
report-measured-scan = パッケージの指紋を探索：{ $size }、見つかった箇所 { $found }、読めなかったバイト数 { $unreadable }
