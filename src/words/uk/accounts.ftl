# Облікові записи: вхід, одноразові посилання, власний запис, керування.

accounts-email = Електронна адреса
accounts-email-taken = Обліковий запис із цією адресою вже є. Якщо людина втратила пароль, створіть для неї нове посилання.
accounts-name = Ім’я
accounts-name-hint = Його бачать колеги. Якщо не вказати, береться перша частина адреси.
accounts-password = Пароль
accounts-new-password = Новий пароль
accounts-new-password-hint = Щонайменше 12 символів. Кілька слів, не пов’язаних між собою, легко запам’ятати і важко вгадати.
accounts-again = Той самий пароль ще раз

email-unsound = Це не електронна адреса. Пишіть так: name@example.org.
password-short = Закороткий. Потрібно щонайменше { $min } символів.
password-long = Задовгий. Можна щонайбільше { $max } символів.
password-is-email = Цей пароль — ваша електронна адреса. Виберіть інший.
password-common = Цей пароль пробують одним із перших. Виберіть інший.
password-differs = Паролі різні. Введіть новий пароль ще раз.
password-wrong = Це не ваш теперішній пароль.

sign-in-title = Вхід
sign-in-do = Увійти
sign-in-refused = Адреса й пароль не пасують одне до одного, або обліковий запис закрито.
sign-in-lost = Немає облікового запису або пароль втрачено? Попросіть посилання в адміністратора цього каталогу.

link-password = Встановіть пароль
link-password-lead = Для облікового запису { $email }. Посилання діє один раз.
link-password-do = Встановити пароль і увійти
link-first-admin = Створіть перший обліковий запис
link-first-admin-lead = У цьому каталозі ще немає облікових записів. Перший належить адміністратору, який додає всіх інших.
link-first-admin-do = Створити запис і увійти
link-gone = Це посилання більше не діє
link-gone-text = Його вже використано, або його час минув, або створено новіше. Попросіть нове посилання в адміністратора цього каталогу.

account-title = Ваш обліковий запис
account-sessions = Входи
account-sessions-hint = Браузери, у яких виконано вхід із вашим записом. Завершіть ті, яких не знаєте, а тоді змініть пароль.
account-agent = Браузер
account-agent-named = { $browser }, { $system }
account-agent-unknown = невідомий браузер
account-begun = Вхід
account-seen = Останнє використання
account-this = цей
account-end = Завершити
account-end-others = Завершити всі інші
account-tokens = Токени API
account-tokens-hint = Програма з токеном може те саме, що й ви. Дайте кожній програмі окремий токен, щоб його можна було відкликати.
account-token-name = Назва
account-token-name-hint = Яка програма його використовує, наприклад «нічний експорт».
account-token-days = Скільки днів діє
account-token-days-hint = Якщо не вказати, { $days }.
account-token-scope = Дозволяє
account-token-made = Створено
account-token-ends = Діє до
account-token-over = минув
account-token-do = Створити токен
account-token-revoke = Відкликати
account-token-once = Це новий токен. Скопіюйте його зараз: більше його не буде показано.
account-never = ніколи
account-old-password = Теперішній пароль
account-password-hint = В усіх інших браузерах буде виконано вихід. Токени API діятимуть далі.
account-password-do = Змінити пароль
account-language = Мова
account-language-hint = Мова сторінок, які ви бачите. Записи лишаються мовою, якою їх написано.
account-language-do = Змінити мову
account-done-password = Пароль змінено. В усіх інших браузерах виконано вихід.
account-done-sessions = Вихід там виконано.
account-done-token = Токен відкликано.

scope-read = читати
scope-write = читати й писати

admin-title = Люди
admin-lead = Хто може входити і що йому дозволено. Кожна зміна стоїть у журналі.
admin-people = Облікові записи
admin-role = Роль
admin-role-of = Роль: { $name }
admin-role-hint = Дослідники документують знахідки, рецензенти приймають їх, офіцери шукають, адміністратори бачать і роблять усе.
admin-role-do = Змінити
admin-state = Стан
admin-state-open = відкритий
admin-state-invited = ще без пароля
admin-state-shut = закритий
admin-since = Від
admin-link = Посилання для пароля
admin-link-do = Нове посилання
admin-link-lead = Надішліть це посилання на { $email }. Воно встановлює пароль, діє один раз і сім днів, і більше його не буде показано.
admin-access = Доступ
admin-shut = Закрити
admin-reopen = Відкрити знову
admin-add = Додати людину
admin-add-do = Додати і створити посилання
admin-done = Обліковий запис змінено.

forbidden-last-admin = Це єдиний адміністратор, який може увійти. Нічого не змінено. Спершу дайте цю роль комусь іще.
forbidden-account-shut = Цей обліковий запис закрито. Нічого не змінено. Спершу відкрийте його знову.
