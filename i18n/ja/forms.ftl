# 帳票の文。台帳から分かることだけを述べ、分からないところは手書きのために空ける。

## どの様式にもある項目

form-sender-address = 住所
form-sender-name = 商号又は名称
form-sender-representative = 代表者
form-work = 業務名
form-section = 発注課
form-period = 対象期間
form-period-all = 全期間
form-period-since = { $since } 以降
form-period-until = { $until } 以前
form-period-days = { $since } から { $until } まで
form-signed = 電子署名済（台帳に記録された署名）
form-signed-none = この様式全体への署名はありません。記載事項ごとの署名は台帳にあります。
form-signed-approval = 承認
form-signed-consent = 委託元の承諾
form-signed-lost = 紛失の確認
form-signed-confirmed = 返却確認
form-number = 番号
form-count = 件数
form-kept-until = 保管期限
form-left-out = （ほかの委託元などの名前があるため伏せました）
form-sealed = 封緘 { $at }
form-sealed-at = 封緘日時
form-letter = { $number }（{ $dated }）

## 様式の一覧

form-column-name = 名前
form-column-title = 様式
form-column-about = 対象

## 情報授受記録

form-exchange-day = 授受日
form-exchange-from = 渡した人
form-exchange-to = 受けた人
form-exchange-items = 情報名
form-exchange-means = 手段・方法
form-exchange-end = 返却・廃棄の別
form-exchange-confirmed = 双方の確認
form-exchange-lent = 貸与機器（{ $kind }）
form-exchange-receipt = 受領書 SHA-256 { $digest }…
form-registered-given = 引渡し登録 { $name } { $at }
form-lost = 紛失（{ $ids }）
form-lost-confirmed = 紛失（{ $ids }）を確認：
form-given = 引渡し { $at }
form-arrived = 到着確認 { $at }
form-opened = 開封確認 { $at }
form-registered = 受領登録 { $name } { $at }
form-confirmed-on-paper = { $name }（書面、{ $at } 記録）
form-confirmed-signed = { $name }（電子署名 { $at }）
form-returned-to = 返却（{ $to }）
form-end-open = 確認者の確認未済

## 重要情報管理表

form-asset-name = 情報名
form-asset-kind = 区分
form-asset-people = 個人情報（本人数 { $count } 人）
form-asset-received = 受領日・受領元
form-asset-medium = 媒体・形式
form-asset-place = 保管場所
form-asset-handlers = 取扱者
form-asset-copies = 複製数・配布先
form-asset-copies-of = 現在 { $copies } 部（許可 { $most } 部）
form-asset-copies-there = 現在 { $copies } 部
form-asset-given = { $id }　{ $copies } 部　{ $to }
form-asset-given-self = { $id }　{ $copies } 部　申請者本人
form-asset-subcontractors = 再委託先への提供
form-asset-until = 期限
form-asset-ended = 返却／廃棄日・方法
form-asset-checked = 棚卸の確認者

## 持出し一件

form-assets = 重要情報の番号
form-reason = 持ち出す必要がある理由
form-may-leave = 持出し可能期間
form-manifest = 目録のダイジェスト（SHA-256）

## 廃棄報告書

form-disposal-says = 次の情報を下記のとおり処置したので報告します。「水準」は、台帳の証拠から認められる範囲を示します。
form-disposal-medium = 媒体・型番・シリアル・容量
form-disposal-copies = 数量
form-disposal-verified = 検証方法・結果
form-disposal-keys = 鍵の処置
form-disposal-keys-gone = 保管分を廃棄
form-disposal-at = 実施日時・場所
form-disposal-by = 実施者
form-disposal-witness = 立会者
form-disposal-confirmed = 確認責任者

## インシデント報告書

form-incident-aware = 認識日時
form-incident-occurred = 発生日時
form-incident-noticed = 発見者
form-incident-opened = 記録者
form-incident-recorded = 記録日時
form-incident-carry-outs = 対象の持出し
form-incident-articles = 対象の機器・紙媒体
form-incident-minutes = 認識からの経過分

## 持出申請書・承認書、目録

form-request-asks = 次のとおり情報の持出しを申請します。
form-request-approvals = 承認
form-request-what = 承認の別
form-request-at = 電子署名の日時
form-request-refused = 却下
form-package = パッケージのダイジェスト（SHA-256）
form-no = No.
form-file = ファイル
form-bytes = バイト数
form-digest = SHA-256

## 受領書・返還書・分類照会書

form-receipt-says = 次の情報を受領しました。
form-receipt-arrived = 到着確認日
form-receipt-opened = 開封確認日
form-receipt-terms = お渡しした目的の範囲で利用し、必要を超えて渡したり複製したりせず、安全に保管し、用済みになりましたら返却または削除してください。紛失などのときは、直ちにお知らせください。
form-receipt-terms-own = お預かりしていた情報をお返しするものです。上記の内容と相違ないことをお確かめください。
form-receipt-terms-client = 契約に基づいて納品するもので、ご返却には及びません。開封できないとき、または上記の内容と相違するときは、お知らせください。
form-receipt-terms-stays = お渡しするもので、ご返却には及びません。お渡しした目的の範囲で利用し、必要を超えて渡したり複製したりせず、安全に保管してください。紛失などのときは、直ちにお知らせください。
form-receipt-terms-repair = 修理のためにお預けするものです。修理に必要な範囲を超えて中の情報を見たり複製したりせず、修理が済みましたらご返却ください。紛失などのときは、直ちにお知らせください。
form-receipt-signs = 受領者（記入・押印）
form-receipt-day = 受領日
form-receipt-by = 氏名・印
form-return-says = 貸与・提供を受けた次の情報を返還します。
form-return-received = 受領日
form-return-to = 返還先
form-return-signs = 返還を受けた方（記入・押印）
form-query-says = 次の情報の分類（重要性）が不明のため、ご照会申し上げます。ご回答をいただくまで、当該情報は持ち出しません。
form-query-opinion = 当方の見解
form-query-answer = 回答（重要性）
form-query-signs = 回答者（記入・押印）
form-query-day = 回答日
form-query-by = 所属・氏名・印
form-query-levels = 重要性は 1（最も高い）から 4 までの番号で回答してください。

## 従事者名簿・教育実施報告書・誓約書

form-department = 所属・役職
form-signature = 署名
form-roster-says = 本業務の従事者を次のとおり届け出ます。
form-roster-posts = 届出上の役割
form-roster-notified = 届出日
form-roster-taught = 教育受講日
form-roster-pledged = 誓約日
form-roster-photo = 写真
form-training-says = 次のとおり教育を実施しました。
form-training-method = 実施方法
form-training-material = 教材・内容
form-training-trainer = 実施者（講師）
form-training-people = 受講者数（下表の実人数）
form-training-on = 実施日
form-training-topic = テーマ
form-pledge-signed = 電子署名済：{ $name }　{ $at }
form-pledge-day = 記入日
form-pledge-text = 誓約の文
form-pledge-digest = 署名された文の SHA-256
form-pledge-not-here = 署名された文は、読める文としてこの台帳に残っていません。

## 機器・媒体・保存先

form-medium-id = 媒体登録番号
form-medium-lent = 借用（契約 { $contract }）
form-medium-model = メーカー・型番
form-medium-place = 保管場所
form-medium-out = 持出中（持出者・番号・日）
form-medium-held = 書き込まれた情報（最高の重要性・契約）
form-medium-seen = 前回の棚卸
form-medium-found = 現物
form-device = 機器・媒体（型番・シリアル・容量）
form-direction = 区分
form-paper-title = 書類名
form-paper-count = 数量
form-paper-end = 返却・廃棄
form-paper-kept = 保管場所（施錠）
form-paper-returned = 返却
form-paper-seen-by = 立会 { $name }
form-paper-copy = { $id } 複製 { $number }
form-direction-out = 持出
form-out-at = 持出日時
form-back-at = 返却日時
form-cleared = 持帰り時の処置（削除・保存先）
form-storage-says = 本業務で取り扱う電子データの保存先を次のとおり届け出ます。変更があったときは、速やかに届け出ます。
form-storage-place = 保存先
form-storage-paths = フォルダー
form-storage-kind = 種別（サーバー・パソコン・オンラインストレージ等）
form-storage-provider = オンラインストレージの利用契約先
form-storage-measures = 安全対策
form-storage-change = 変更の内容（変更の届出のとき）
form-storage-kept = 保管している情報

## メール送信確認票・ログ点検記録

form-mail-says = メール用に封緘したパッケージの一覧です。下書きの確認と、送信したメールとの照合は、台帳の記録によるものです。下書きの記録がないものは、宛先・本文・添付の欄を、送信前に確認した人が記入します。封緘や下書きの記録は、送信したことを示すものではありません。
form-mail-requester = 申請者
form-mail-attachment = 添付（ファイル名・ダイジェスト）
form-mail-passphrase = パスフレーズの別途連絡
form-mail-address = 宛先
form-mail-text = 本文
form-mail-file = 添付
form-mail-by = 確認者
form-mail-addresses = 宛先（アドレス）
form-mail-confirmed = 確認済
form-mail-sent = 送信日時（メールによる）
form-mail-compared = 下書きとの照合
form-mail-waits = 未照合 { $count } 通
form-mail-bounced = 不達（相違：{ $differences }）
form-review-requested = 申請件数
form-review-left = 持出し件数
form-review-closed = 返却確認の件数
form-review-lost = 紛失のまま完了を確認した件数
form-review-overdue = 返却予定日を過ぎた件数
form-review-incidents = インシデントの記録件数（訓練を含む）
form-review-findings = 効力のない記録・指摘のある記録の件数（台帳全体）
form-review-noted = 点検で確かめる事項
form-review-what = 台帳に記録された事項
form-review-found = 点検結果
form-review-is-overdue = 返却予定日 { $due } を過ぎています
form-review-was-late = 返却予定日 { $due } を過ぎて返却確認（{ $at }）
form-review-late-lost = 返却予定日 { $due } を過ぎて紛失（{ $ids }）を確認（{ $at }）
form-review-not-completed = 完了しなかった書き出しがあります
form-review-incident = インシデント { $ids }
form-review-opinion = 所見
form-review-measures = 是正措置
form-review-on = 点検日
form-review-by = 点検者
form-review-signed = 署名された点検の記録
form-review-all = すべて
form-review-size = 点検時の記録件数

## 返却確認書・再委託承諾願

form-left-on = { $day } 離任
form-leaving-passed-on = { $name } に引継ぎ（{ $at }）
form-leaving-ended = { $day } に返却または廃棄
form-leaving-others-handle = { $names } が引き続き取り扱う
form-leaving-nobody-else = ほかの取扱者の登録なし
form-leaving-says = 業務を離れるにあたり、取り扱った情報の返却を次のとおり確認します。
form-leaving-suspended = 鍵の停止日
form-leaving-left = 手元に残るものがないことの記録日
form-leaving-checked = 確認
form-leaving-others = その他の返却物（書類・機器・入館証等）
form-leaving-by = 確認者
form-sub-says = 次のとおり再委託したく、ご承諾くださいますようお願いいたします。
form-sub-agreed = 機密保持契約 { $dated } 締結
form-sub-checked = 点検 { $on }（満たしていない項目 { $count } 件）
form-sub-whom = 再委託先
form-sub-tier = 段階
form-sub-consent = 承諾番号
form-sub-consent-dated = 承諾日
form-sub-agreement = 機密保持契約の相手方
form-sub-agreement-dated = 契約締結日
form-sub-agreement-until = 契約期限
form-sub-checked-on = 点検日
form-sub-checked-by = 点検者
form-sub-unmet = 満たしていない項目
form-sub-work = 再委託の内容
form-sub-reason = 再委託の理由
form-sub-information = 含まれる情報
form-sub-management = 再委託先に対する管理方法

## チェックシート

form-sheet-question = チェック内容
form-sheet-answer = 回答
form-sheet-measure = 対策（いいえの場合）
form-sheet-evidence = 台帳から分かること
form-sheet-yes = はい
form-sheet-no = いいえ
form-sheet-none = 該当無
form-sheet-on-record = 回答の記録
form-sheet-answered = { $at } に台帳へ記録
form-sheet-not-answered = 記録なし（未回答）
form-sheet-says = 「台帳から分かること」は事実の件数であり、回答の当否を述べるものではありません。空欄の項目については、台帳に記録がありません。
form-evidence-packs = 契約に適用する規則：{ $names }
form-evidence-taken = 機器・紙媒体の持込・持出の申請 { $count } 件、うち許可の署名があるもの { $permitted } 件
form-evidence-encrypted = 機器の持込・持出 { $count } 件、うちデータ暗号化の申告があるもの { $said } 件
form-evidence-destroyed = 廃棄を記録した重要情報 { $assets } 件、紙媒体 { $paper } 件
form-evidence-noted = 点検で記録した指摘 { $count } 件
form-evidence-posts = 責任者等としての届出 { $count } 人
form-evidence-subcontractors = 委託元が承諾した再委託先 { $count } 者
form-evidence-handlers = 届け出た従事者 { $count } 人
form-evidence-media = この契約で使用・借用した登録媒体 { $count } 点
form-evidence-disposed = 廃棄の記録がある持出し { $count } 件
form-evidence-mailed = メール用に封緘したパッケージ { $count } 件（すべて暗号化）
form-evidence-sealed = 登録媒体に封緘したパッケージ { $count } 件（すべて暗号化）
form-evidence-left = 封緘した持出し（全件） { $count } 件、うち承認の署名があるもの { $approved } 件
form-evidence-left-others = 持出者以外に渡すために封緘した持出し { $count } 件、うち承認の署名があるもの { $approved } 件
form-evidence-left-medium = 登録媒体に封緘した持出し { $count } 件、うち承認の署名があるもの { $approved } 件
form-evidence-taught = 届け出た従事者 { $people } 人のうち、教育の記録がある人 { $count } 人
form-evidence-pledged = 届け出た従事者 { $people } 人のうち、開始時の誓約がある人 { $count } 人
form-evidence-assets = 重要情報の登録 { $count } 件
form-evidence-recipients = 登録した提供先 { $count } 者、うち提供目的の記録があるもの { $meant } 者
form-evidence-agreed = 機密保持契約の記録がある再委託先 { $count } 者
form-evidence-checked = 点検の記録がある再委託先 { $count } 者
form-evidence-reviews = 署名されたログの点検 { $count } 件
form-evidence-stock = 重要情報 { $all } 件のうち、棚卸で所在を確認したもの { $count } 件
form-evidence-placed = 保管場所を登録した媒体・機器 { $count } 点
form-evidence-certificates = 認証証明書の提出の記録 { $count } 件
form-evidence-drafts = 送信前に宛先・本文・添付を確認した下書きがある持出し { $count } 件、うち送信後に照合したもの { $compared } 件
form-evidence-entries = 署名付きの記録 { $count } 件（台帳全体。書き換えは検知できる）
form-evidence-contacts = 連絡網の登録 { $count } 人
form-evidence-incidents = インシデントの記録 { $count } 件
form-evidence-drills = 訓練の記録 { $count } 件
form-evidence-last = 直近 { $on }

## 提出物一覧

form-duty-since = 事由の日
form-duty-due = 期限
form-duty-sent = 提出日
form-duty-digest = 提出物のダイジェスト

## 承諾願・緊急連絡網・管理状況報告書・再発防止策報告書

form-consent-asks = 次のとおり情報を社外に持ち出したく、ご承諾くださいますようお願いいたします。ご承諾をいただくまで、当該情報は持ち出しません。
form-consent-answer = 諾否
form-consent-scope = 一定の範囲について、あらかじめご承諾をお願いする場合
form-consent-what = 範囲（情報・目的・手段）
form-consent-to = 提供先
form-consent-until = 期間
form-consent-answers = ご回答（記入・押印）
form-consent-conditions = 承諾の条件
form-consent-number = 承諾の文書番号
form-contact-says = インシデント、またはそのおそれがあるときは、上から順に電話で連絡します。つながらないときは、次の人に連絡します。
form-contact-order = 順
form-contact-side = 区分
form-contact-role = 役割
form-management-says = 本業務における管理体制及び安全管理措置の状況を、次のとおり報告します。
form-management-posts = 管理体制
form-management-measures = 安全管理措置の状況
form-management-measure = 措置
form-management-remarks = 特記事項
form-management-people = 従事者の教育・誓約
form-management-information = 重要情報の管理・保管
form-management-carrying = 持出しの承認・暗号化
form-management-exchange = 情報の授受・送信
form-management-disposal = 返却・廃棄
form-management-subcontractors = 再委託先の管理
form-management-review = ログの点検
form-management-emergency = 緊急時の連絡・訓練
form-prevention-says = 次のインシデントについて、原因及び再発防止策を報告します。
form-prevention-concerned = 対象
form-prevention-term = 再発防止策の完了期限
form-prevention-answers = 実施責任者
form-prevention-closed = 対応完了日
form-prevention-history = 台帳の記録
form-prevention-about = 項目
