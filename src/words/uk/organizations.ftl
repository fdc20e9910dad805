# Організації: виробники, марки, дистриб’ютори, одержувачі, органи влади, видавці.

organizations-name = Назва
organizations-name-hint = Назва, яку вживає весь каталог. Інші назви й письма пишіть у наступному полі.
organizations-names = Інші назви
organizations-names-hint = По одній на рядок, будь-яким письмом; якщо знаєте мову, поставте її код попереду. Приклад: uk: Аналог Девайсез
organizations-roles = Хто це
organizations-hq_country = Головний офіс
organizations-hq_country-hint = Країна, де розташоване керівництво: дві літери коду або назва. Не каже, де зроблено деталь.
organizations-incorporation_country = Зареєстровано в
organizations-incorporation_country-hint = Країна, до реєстру якої внесено організацію, якщо відомо. Часто це не країна головного офісу.
organizations-identifiers = Номери в реєстрах
organizations-identifiers-hint = По одному на рядок: реєстр, двокрапка, номер. Приклад: LEI: 506700GE1G29325QX363. Контрольні цифри LEI, INN, OGRN та USCC перевіряються.
organizations-prefixes = Початки номерів деталей
organizations-prefixes-hint = По одному на рядок. Багато з них спільні для кількох виробників.
organizations-marks = Позначки на деталях
organizations-marks-hint = По одній на рядок: скорочення, а логотипи — словами.
organizations-succession = Ким стала
organizations-succession-hint = По одному на рядок: became, номер іншої організації, дата, зауваження. Приклад: became 7K2M9QXA 2022 in part
organizations-note = Примітка

roles-maker = виробник
roles-brand = торгова марка
roles-authorised_distributor = офіційний дистриб’ютор
roles-broker = посередник
roles-freight_forwarder = експедитор
roles-consignee = вантажоодержувач
roles-end_user = кінцевий споживач
roles-authority = орган влади
roles-publisher = видавець

organizations-page-title = Організації
organizations-page-lead = Виробники, марки, дистриб’ютори, одержувачі, органи влади та видавці, яких називає каталог. Те, що організація тут є, нічого не каже про її дії.
organizations-new = Нова організація
organizations-none = Організацій ще немає
organizations-none-text = Організації з’являться тут, коли їх для вас відкриють.

organizations-lead-seat = Головний офіс: { $seat }.
organizations-lead-both = Головний офіс і реєстрація: { $seat }.
organizations-lead-apart = Головний офіс: { $seat }. Зареєстровано деінде: { $incorporation }.
organizations-about = Відомості
organizations-undated = дату не вказано
organizations-succession-about = Кожен рядок каже, що було до або стало після і відколи. Позначений рядок — ця організація.
organizations-marks-heading = На деталях
organizations-prefixes-about = Початок номера деталі — лише підказка: багато з них спільні для кількох виробників.
organizations-parts = Деталі
organizations-parts-more = У каталозі є й інші деталі. Шукайте їх за номером.
organizations-made = Компоненти, які вона зробила
organizations-made-none = Серед відкритих для вас компонентів жоден не називає її виробником.
organizations-branded = Компоненти з її назвою
organizations-branded-about = Назва, нанесена на компонент. Зробити чи постачити його міг хтось інший.
organizations-found-all = Усі ці компоненти

# Що може бути не так. $scheme: реєстр; $given: написане.
identifier-form = «{ $given }» не вдається прочитати. Напишіть реєстр, двокрапку й номер, як-от LEI: 506700GE1G29325QX363.
identifier-wrong = «{ $given }» не є номером { $scheme }: хибна довжина, форма або контрольна цифра. Звірте з реєстром.
succession-form = «{ $given }» не вдається прочитати. Напишіть became, номер запису і, якщо знаєте, дату та зауваження.
succession-circle = Із записів каталогу випливає, що «{ $given }» раніше була цією організацією. Організація не може стати сама собою.
