# 決まった語と項目名。「分類-語」の形で参照する。

## 持出しの状態

status-requested = 申請中
status-approved = 承認済
status-rejected = 却下
status-withdrawn = 取下げ
status-expired = 期限切れ
status-sealing = 封緘中
status-sealed = 封緘済
status-out = 持出中
status-arrived = 到着
status-opened = 開封済
status-handed-over = 引渡済
status-returned = 返却済
status-disposed = 廃棄済
status-closed = 完了
status-failed = 失敗
status-lost = 紛失

## 手段

via-usb = USB媒体
via-email = 電子メール
via-hand = 手渡し
via-courier = 宅配・書留等
via-client-system = 委託元指定システム

## 種別

kind-deliver = 納品
kind-work = 作業
kind-return-to-client = 委託元への返還
kind-repair = 修理

## 持出先（決まった語で示すとき）

place-home = 自宅
place-like-home = { $place }（自宅を指す語があります。どこであるかを承認の前に確かめてください）

## 台帳の記録の種類

entry-founder = 開設
entry-registration = 登録申込み
entry-person-add = 人の登録
entry-person-set = 人の変更
entry-key-add = 鍵の追加
entry-key-revoke = 鍵の失効
entry-delegation = 代理の指定
entry-delegation-end = 代理の終了
entry-recipient-add = 受領者の登録
entry-medium-add = 媒体の登録
entry-medium-set = 媒体の変更
entry-request = 申請
entry-approval = 承認
entry-rejection = 却下
entry-withdrawal = 取下げ
entry-export-intent = 書き出しの開始
entry-export-completed = 書き出しの完了
entry-export-failed = 書き出しの失敗
entry-passphrase-release = パスフレーズの伝達
entry-receipt = 受領
entry-person-leave = 離任の開始
entry-person-left = 離任の完了
entry-stock-take = 棚卸
entry-checkout = 誓約・携行開始
entry-transfer = 引継ぎ
entry-undelivered = 不達
entry-mail-draft = メールの下書きと確認
entry-mail-sent = 送信済みメールの照合
entry-purge = 添付の消去の申請
entry-purge-confirm = 添付の消去の同意
entry-acknowledge = 効力のない記録の確認
entry-restored = 失われた履歴の記録
entry-succession = 後任の管理者の申出
entry-succession-confirm = 後任の管理者への同意
entry-succession-end = 後任の申出の終了
entry-custody-reseal = パスフレーズの保管者の更新
entry-extension = 期限延長の申請
entry-extension-answer = 期限延長の回答
entry-hand-over = 引渡し
entry-copy-made = 複製の申告
entry-return = 返却
entry-disposal = 廃棄
entry-witness = 立会い
entry-recheck = 再検証
entry-confirmation = 持帰りの承認
entry-recall = 再委託先からの回収指示
entry-incident-open = 事故の登録
entry-incident-include = 事故への持出しの追加
entry-incident-update = 事故の追加報告
entry-incident-contact = 事故の連絡
entry-incident-close = 事故の対応完了
entry-asset-add = 重要情報の登録
entry-asset-check = 重要情報の棚卸
entry-asset-copies = 重要情報の複製
entry-asset-end = 重要情報の返却・廃棄
entry-asset-set = 重要情報の登録内容の変更
entry-asset-confirm = 授受または返却・廃棄の確認
entry-article-carry = 機器・紙媒体の持出しの申請
entry-article-answer = 機器・紙媒体の持出しへの回答
entry-article-return = 機器・紙媒体の返却・廃棄
entry-article-transfer = 機器・紙媒体の引継ぎ
entry-article-lost = 機器・紙媒体の紛失
entry-consent = 委託元の承諾
entry-consent-confirm = 承諾の確認
entry-contact-listing = 連絡網の登録
entry-contract-add = 契約の登録
entry-contract-set = 契約の変更
entry-directive = 委託元の指示
entry-duty-asked = 委託元からの提出依頼
entry-duty-sent = 委託元への提出
entry-evidence-count = 証拠の件数の確認
entry-log-review = ログの点検
entry-notification = 従事者の届出
entry-pack-set = 規則集の登録
entry-place-notification = 保存先の届出
entry-pledge = 誓約
entry-recipient-listing = 提供先の登録
entry-sheet-answers = チェックシートの回答
entry-subcontractor-consent = 再委託の承諾
entry-subcontractor-agreement = 再委託先との機密保持契約
entry-subcontractor-check = 再委託先の点検
entry-training = 教育の受講

## 重要性

level-1 = 重要性1（最も高い）
level-2 = 重要性2
level-3 = 重要性3
level-4 = 重要性4
level-unknown = 分類不明

## 役割

role-requester = 申請者
role-approver = 承認者
role-custodian = 鍵保管者
role-client = 委託元
role-auditor = 監査者
role-administrator = 管理者

## 受領者の開封手段

opens-age = age
opens-7zip = 7-Zip
opens-sekisho = Sekisho

## 媒体

medium-kind-usb = USB メモリー
medium-kind-sd = SDカード
medium-kind-disk = ディスク
medium-kind-backup = バックアップ媒体
medium-kind-pc = パソコン
medium-kind-phone = 携帯電話
medium-state-active = 使用中
medium-state-retired = 使用終了
medium-state-lost = 紛失
medium-state-destroyed = 破壊済

## パスフレーズの伝達手段

channel-phone = 電話
channel-sms = SMS
channel-hand = 対面
channel-letter = 郵送
channel-other = その他

## 書込みの確認水準

write-level-V1 = V1：同期後に読み直し（このファイルシステムでできる範囲）
write-level-V2 = V2：OSのキャッシュを介さずに読み直し、一致
write-level-V3 = V3：媒体を挿し直して読み直し、一致

## 回答

answer-yes = はい
answer-no = いいえ
answer-unknown = 不明
presence-yes = あり
presence-no = なし

## 項目名

field-id = 管理番号
field-status = 状態
field-requester = 申請者
field-recipient = 受領者
field-organization = 組織
field-department = 部署
field-title = 役職
field-name = 氏名・名称
field-email = メールアドレス
field-phone = 電話番号
field-role = 役割
field-key = 鍵
field-custody = 保管用の鍵
field-serial = シリアル番号
field-via = 手段
field-kind = 種別
field-medium = 媒体
field-contract = 契約
field-place = 持出先
field-purpose = 利用目的
field-level = 重要性
field-copies = 複製の部数
field-sources = 元の保存先
field-personal-data = 個人情報
field-items = 品目
field-after-arrival = 到着コードの確認後にパスフレーズを伝達
field-special = 要配慮個人情報
field-reason = 理由
field-item = 物品
field-asset = 管理表の情報
field-on = 持出予定日
field-due = 返却予定日
field-duty-due = 提出期限
field-requested-at = 申請日時
field-approved-at = 承認日時
field-exported-at = 封緘日時
field-closed-at = 完了日時
field-files = ファイル数
field-total-bytes = 容量
field-manifest = 目録のダイジェスト
field-package = パッケージ
field-package-sha256 = パッケージのダイジェスト
field-write-level = 書込みの確認水準
field-approvals = 承認
field-attempts = 封緘の試行
field-opens = 開封手段
field-opens-keys = 封緘先の鍵
field-path = パス
field-sha256 = SHA-256
field-size = サイズ
field-entry = 記録番号
field-time = 日時
field-person = 人
field-channel = 伝達手段
field-state = 状態
field-from = 開始日
field-until = 終了日

## 承認や伝達について知っておくべきこと

mark-registered-by-requester = 申請者がこの承認者を登録した
mark-newly-registered = 登録から7日以内
mark-unproven = 鍵の所持が証明されていない
mark-delegated = 代理による
mark-own-new-key = 管理者が、自ら最近登録した鍵で承認した
mark-unusual-channel = 通常と異なる手段で伝達
mark-carrier-holds-key = 持出者が鍵を保管
mark-despite-incident = 事故の対応中に上書き・廃棄された、または見つからない

## パッケージを書き込めなかった理由

failure-source-changed = 承認後、封緘までにファイルが変わった
failure-no-room = 媒体の空きが足りない
failure-read-back-differs = 読み直した内容が書き込んだ内容と異なる
failure-cancelled = 操作者が中止した
failure-input-output = 読み書きに失敗した
failure-crashed = 結果を記録する前にプログラムが終了した

## 検査の指摘

finding-not-an-entry = 記録として読めない、または定まった表記ではない
finding-not-verified = 署名、鍵、作成者、台帳名、または参照した履歴が合わない
finding-not-allowed = 作成者にその権限がない
finding-clock = 時刻が、根拠となる記録と食い違う
finding-tree = 保存されたハッシュ木が、記録から計算したものと異なる
finding-key = 記録に付されたキーが、文書のダイジェストと異なる
finding-attachment-missing = 添付がない
finding-attachment-wrong = 添付の内容が、ダイジェストと異なる
finding-store = 行の欠落、重複、または不正な形式がある
finding-checkpoint = 別の場所で保管しているチェックポイントと合わない
finding-projection = この利用者の索引が、台帳から導かれるものと異なる
finding-founder = 開設者が想定と異なる

## 値の形（「〜は指定できません。…を指定してください」）

usage-expected-date = 「2026-11-20」の形の日付
usage-expected-size = バイト数、または 25MB、4GiB のような大きさ
usage-expected-personal-data = none または人数
usage-expected-compression = auto または 0 から 9 の数字
usage-expected-id = ID（英数字で始まり、ASCII の英数字と「.」「_」「-」からなる 64 文字以内）
usage-expected-carry-out = C-0042 のような管理番号
usage-expected-disposal = D-0007 のような廃棄の番号、または C-0042 のような管理番号
usage-expected-fingerprint = ssh-keygen -l が表示するフィンガープリント（SHA256: と 43 文字）
usage-expected-digest = sha256: と 64 桁の 16 進数
usage-expected-anchor = ファイル、または件数・コロン・ルートハッシュ（64 桁の 16 進数）
usage-expected-article = E-0007 のような持込・持出の番号
usage-expected-concerned = C-0042 のような持出しの番号、または E-0007 のような持込・持出の番号
usage-expected-incident = I-0003 のような事故番号
usage-expected-moment = now（現在）、14:05（今日の時刻）、-30m や -2h（さかのぼる時間）、2026-11-20T14:05、または 2026-11-20T14:05:00+09:00 の形の日時

## 複製とその処置

delegation-ahead = 開始前
delegation-stands = 有効
delegation-over = 期間終了
delegation-ended = 終了
delegation-fallen = 無効（指名した人の役割または鍵が失効）
copy-kind-package = パッケージ
copy-kind-office = 社内の控え
copy-kind-sent = 送付したパッケージ
copy-kind-working = 作業用の複製
copy-kind-backup = バックアップ
copy-kind-subcontractor = 再委託先の複製
copy-kind-paper = 紙
copy-kind-mail = メールの中の控え
copy-kind-misdelivered = 誤送信先の複製
address-field-to = 宛先
address-field-cc = Cc
address-field-bcc = Bcc
address-field-typed = 入力
sent-source-eml = メールソフトに残ったメールファイル
sent-source-msg = Outlook に残ったメッセージ
sent-source-attachment = 保存した添付ファイルと、入力された宛先
sent-text-same = 一致
sent-text-more = 一致し、前後に署名などが加わっています
sent-text-other = 異なります
sent-text-unread = 読み取れませんでした
mail-difference-other-address = 確認していない宛先に送られています
mail-difference-shown-address = Bcc の宛先がほかの人に見えています
mail-difference-no-address = 宛先がありません
mail-difference-no-package = パッケージが添付されていません
mail-difference-other-attachment = 別のものが添付されています
mail-difference-other-text = 本文が異なります
mail-difference-unread-text = 本文を読み取れず、照合もパスフレーズの有無の確認もできていません
mail-difference-other-subject = 件名が異なります
mail-difference-secret = パスフレーズと思われるものが書かれています
method-erase-file = 上書き消去
method-overwrite = 媒体全体の上書き
method-key = 鍵の廃棄
method-physical = 物理的破壊
method-dissolve = 溶解
method-declared = 申告
sanitization-L0 = L0 申告
sanitization-L1 = L1 不存在
sanitization-L2 = L2 残存なし
sanitization-L3 = L3 消去（NIST SP 800-88r2 Clear）
sanitization-L4 = L4 鍵の廃棄（暗号化消去）
sanitization-L5 = L5 破壊

## 事故

incident-kind-lost = 紛失
incident-kind-stolen = 盗難
incident-kind-misdelivery = 誤送信・誤配
incident-kind-leak = 漏えい
incident-kind-violation = 規程違反
incident-kind-suspected = そのおそれ
incident-field-course = 経過
incident-field-cause = 原因
incident-field-first-response = 初動
incident-field-secondary-damage = 二次被害
incident-field-police = 警察受理番号
incident-field-recovery = 回収状況
incident-field-subcontractor = 再委託先の関与
incident-field-people = 本人対応
incident-field-publication = 公表
incident-field-deletion-request = 削除の依頼
incident-field-deletion-answer = 依頼への回答
incident-field-written-report = 書面による報告
incident-field-prevention = 再発防止策
incident-field-review = 有効性評価
incident-field-note = 備考
report-stage-first = 第一報
report-stage-update = 続報
report-stage-final = 最終報告
last-point-requested = 申請
last-point-exported = 書き込みと読み直し
last-point-checked-out = 持出し
last-point-transferred = 引継ぎ
last-point-undelivered = 不達
last-point-arrived = 到着コードの確認
last-point-opened = 開封コードの確認
last-point-handed-over = 引渡し
last-point-returned = 持帰り
timeline-requested = 申請
timeline-approved = 承認
timeline-consented = 委託元の承諾
timeline-exported = 書き込みと読み直し
timeline-released = パスフレーズの伝達
timeline-checked-out = 持出し
timeline-transferred = 引継ぎ
timeline-lost = 紛失
timeline-undelivered = 不達
timeline-mail-drafted = メールの下書きを確認
timeline-mail-sent = メールの送信を下書きと照合
timeline-arrived = 到着コードの確認
timeline-opened = 開封コードの確認
timeline-handed-over = 引渡し
timeline-returned = 持帰り
timeline-disposed = 廃棄
timeline-key-destroyed = 保管ファイルの廃棄
timeline-happened = 事故の発生
timeline-noticed = 事故の認識
timeline-recorded = 事故の記録
timeline-told = 連絡
timeline-known = 追記
timeline-closed = 対応の完了

## 契約

occasion-entry = 開始時
occasion-checkout = 持出時
occasion-leaving = 離任時
post-responsible = 責任者
post-supervisor = 監督者
post-operations-officer = 情報システムの運用に関する責任者
post-in-charge = 担当者
post-systems-officer = 情報システムの担当者
post-handler = 従事者
duty-incident-report = 事故の報告書
occurrence-start = 契約の開始
occurrence-yearly = 毎年
occurrence-change = 内容の変更
occurrence-training = 教育の実施
occurrence-received = 情報の受領
occurrence-disposal = 廃棄・返還
occurrence-incident = 事故の発生
occurrence-incident-closed = 事故対応の完了
occurrence-subcontracting = 再委託
occurrence-end = 契約の終了
occurrence-request = 委託元の依頼
standing-late = 期限超過
standing-open = 未提出
standing-ahead = 時期前
standing-sent = 提出済
succession-confirmed = 2人目が同意
succession-stopped = 取りやめ
succession-administrator-signed = 管理者が署名した
succession-overtaken = 別の人が管理者になった
side-office = 社内
side-client = 委託元
rule-directive = 委託元の指示
duty-measures = 安全管理措置の内容
duty-training-report = 教育実施報告書
duty-organization = 管理体制
duty-roster = 従事者名簿
duty-security-policy = 情報セキュリティ方針
duty-storage-places = 電子データ保存先等届出書
duty-disposal-report = 廃棄報告書
duty-management-report = 管理状況の報告
duty-check-sheet = チェックシート
duty-isms-certificate = 認証証明書の写し
duty-audit-report = 内部監査の結果
duty-subcontracting-request = 再委託承諾願
duty-prevention-report = 再発防止策の報告
duty-exchange-record = 情報授受の記録
duty-return = 情報の返却・廃棄
duty-self-check = チェックシートによる自主点検
duty-end-confirmation = 返却・廃棄の確認
duty-purge = 添付の消去：管理者が求める
duty-purge-confirmation = 添付の消去：別の人が同意する

rules-act-export = 書き出し
rules-act-release = パスフレーズの伝達
rules-act-check-out = 持出時の誓約
rules-act-mail-draft = メールの下書き
rules-act-hand-over = 引渡し
rules-act-return = 返却
rules-act-disposal = 廃棄
rules-act-witness = 廃棄の立会い
rules-act-confirmation = 終了の確認
rules-act-purge = 添付の消去
exchange-count = 件数
exchange-means = 授受の手段
exchange-medium = 媒体
exchange-purpose = 利用目的
exchange-received-by = 受領した人
exchange-until = 保管期限
exchange-confirmed = 双方の確認

## 様式

form-carry-out-register = 持出し管理台帳
form-exchange-record = 情報授受記録
form-inventory = 目録
form-asset-register = 重要情報管理表
form-certificate = データ消去証明書
form-disposal-report = 廃棄報告書
form-incident-report = インシデント報告書
form-carry-out-request = 持出申請書・承認書
form-carrying-slip = 携行票
form-receipt = 受領書
form-return-note = 返還書
form-storage-notice = 電子データ保存先等届出書
form-staff-list = 従事者名簿
form-training-report = 教育実施報告書
form-pledge-entry = 誓約書（開始）
form-pledge-carry-out = 誓約書（持出）
form-pledge-leaving = 誓約書（離任）
form-equipment-log = 機器等持込・持出記録簿
form-paper-register = 紙媒体管理簿
form-media-register = 媒体管理簿・棚卸表
form-mail-check = メール送信確認票
form-log-review = ログ点検記録
form-level-query = 分類照会書
form-submissions = 提出物一覧
form-subcontract-request = 再委託承諾願
form-subcontractor-register = 再委託先管理簿
form-leaving-confirmation = 返却確認書
form-consent-request = 承諾願
form-contact-tree = 緊急連絡網
form-management-report = 管理状況報告書
form-prevention-report = 再発防止策報告書
form-check-sheet = 情報セキュリティチェックシート

## 様式の対象

form-about-period = 期間・契約（省略可）、または持出し一件
form-about-carry-out = 持出し一件（C-0042）
form-about-incident = 事故一件（I-0003）
form-about-contract = 契約（--contract）
form-about-contract-or-carry-out = 契約（--contract。期間は省略可）、または持出し一件
form-about-person = 人（--person）

## 通常と異なる事実

anomaly-quick-approval = 短時間での承認
anomaly-one-pair = 常に同じ2人
anomaly-night = 深夜
anomaly-holiday = 休日
anomaly-late-return = 返却の遅れ
anomaly-no-arrival = 到着コードの読み上げなし
anomaly-no-opening = 開封コードの読み上げなし
anomaly-own-key = 承認者が自ら登録した鍵による承認で持ち出した
anomaly-new-approver = 承認者以外の人が登録した鍵による承認で持ち出した
anomaly-many-copies = 複製が多い
anomaly-repeated-content = 同じ内容を何度も持ち出した
anomaly-early-release = 到着コードの読み上げより前にパスフレーズを伝えた
anomaly-uncleared-return = 事故対応のため消去の申告なしに返却
anomaly-succession-asked = 署名できる管理者がいないとして後任を申出
anomaly-succession = 管理者の署名なしに管理者になった
anomaly-own-rules = 付属しない規則
anomaly-clock = 時計の食い違い
holiday-saturday = 土曜日
holiday-sunday = 日曜日
holiday-national = 国民の祝日
holiday-substitute = 振替休日
holiday-between = 国民の休日
why-left-denied = 書き込む権限がありません
why-left-read-only = 読み取り専用です
why-left-changed = 読み取った後に変更されました
why-left-not-overwritten = 上書きした内容と異なるものが読み出されました
why-left-still-there = 削除した後も残っています
why-left-failed = 媒体を読み書きできませんでした
why-not-replugged-no-serial = 媒体がシリアル番号を示しません
why-not-replugged-cannot-tell = このシステムでは、媒体をいつ接続したか分かりません
why-not-replugged-not-taken-out = 媒体は挿したままでした
why-not-replugged-other-medium = 別の媒体が挿されています
why-not-replugged-not-there = 挿し直した後の媒体を確認できませんでした
why-not-scanned-no-fingerprints = このパッケージの指紋は台帳に残っていません
why-not-scanned-no-device = どのデバイスか、システムから分かりません
why-not-scanned-denied = デバイス全体を読み取る権限がありません（管理者権限が必要です）
why-not-scanned-failed = デバイスを開けませんでした

article-pc = パソコン
article-phone = 携帯電話
article-paper = 紙媒体
article-state-asked = 承認待ち
article-state-refused = 不承認
article-state-out = 持出中
article-state-returned = 確認待ち
article-state-lost = 紛失
article-state-closed = 完了
clearing-data-deleted = 情報を残さず削除
clearing-history-deleted = 発着信履歴・送受信メールを削除
clearing-photos-deleted = 画像を保存後に削除
direction-out = 持出
direction-in = 持込
measure-two-factor = 二要素認証
measure-data-encryption = データ暗号化
measure-login-password = 起動時のパスワード
measure-screen-lock = 画面・端末ロック
measure-remote-lock = 遠隔ロック
measure-strap = ネックストラップ等
measure-antivirus = ウイルス対策ソフト（最新）
measure-updates = ソフトウェアの更新
measure-autorun-off = 自動再生の無効化
measure-anti-theft = 盗難防止措置
measure-no-full-names = 電話帳にフルネームなし
measure-effect-checked = 既存システムへの影響の確認
measure-backed-up = データのバックアップ
measure-emptied = データの全削除
measure-settings-kept = 委託元のセキュリティ設定を変更していない
measure-no-drinking = 保持したまま酒席に参加しない
measure-own-login = ID・パスワードを他人に利用させない
