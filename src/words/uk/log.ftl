# Журнал усього, що було зроблено.
log-title = Журнал
log-lead = Усе, що змінило каталог, найновіше зверху. Кожен рядок містить хеш попереднього; «sherd verify» перевіряє весь ланцюг.
log-back = Облікові записи
log-none = Журнал порожній
log-none-text = У цьому каталозі ще нічого не змінювали.
log-number = №
log-what = Що
log-subject = Щодо чого
log-who = Хто
log-when = Коли (UTC)
log-hash = Хеш
log-shown = { $count ->
    [one] Показано { $count } дію
    [few] Показано { $count } дії
   *[other] Показано { $count } дій
}
log-open = Журнал усіх змін
act-add_account = Додано обліковий запис
act-change_role = Змінено роль
act-shut_account = Обліковий запис закрито
act-reopen_account = Обліковий запис відкрито знову
act-change_language = Змінено мову
act-change_password = Змінено пароль
act-set_password = Встановлено пароль
act-sign_in = Вхід
act-sign_in_by_link = Вхід за посиланням
act-sign_in_failed = Невдала спроба входу
act-sign_out = Вихід
act-end_session = Сеанс завершено
act-end_sessions = Інші сеанси завершено
act-create_token = Створено токен
act-revoke_token = Токен відкликано
act-issue_password_link = Створено посилання для пароля
act-issue_sign_in_link = Створено посилання для входу
act-issue_first_admin_link = Створено посилання першого адміністратора
act-import_row = Змінено імпортом
act-propose = Запропоновано зміну
act-seed = Завантажено довідкові дані
