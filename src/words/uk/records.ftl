# Спільне для кожного запису: картка, форма, історія.

shelf-one-weapons = Тип озброєння
shelf-one-incidents = Подія
shelf-one-units = Виріб
shelf-one-components = Компонент
shelf-one-photos = Фотографія
shelf-one-markings = Маркування
shelf-one-parts = Деталь
shelf-one-organizations = Організація
shelf-one-sources = Джерело
shelf-one-transfers = Передача
shelf-one-claims = Твердження

title-withheld = Назву не оприлюднено
record-new = { $shelf }: новий запис
record-edit = Змінити: { $title }
record-edit-link = Змінити
record-history-link = Історія

citation-heading = Як посилатися
citation-version = версія { $version }, { $date }

edit-fields = Що відомо
edit-row = { $what }, рядок { $number }
edit-more-rows = Ще рядки
edit-release = Хто може це бачити
edit-levels = Поля з власним рівнем
edit-levels-hint = Поле можна закрити більше, ніж увесь запис. Деякі поля не можна відкрити більше, ніж показано тут.
edit-link-now = Зараз: { $names }.
edit-why = Чому
edit-why-label = Причина зміни
edit-propose = Надіслати на перевірку
edit-save-draft = Зберегти чернетку
edit-save = Зберегти
edit-cancel = Скасувати
edit-proposal-lead = Цей запис уже в каталозі. Ваша зміна набуде чинності, коли її прийме рецензент.

conflict-title = Тим часом змінено: { $title }
conflict-lead = Поки ви працювали, хтось інший зберіг цей запис. Нічого вашого не втрачено: воно у формі нижче. Порівняйте, змініть потрібне і збережіть ще раз.
conflict-diff = Що відрізняється
conflict-theirs = Збережено зараз
conflict-yours = Ваше

history-title = Історія: { $title }
history-lead = Усі зміни, від найновішої. З цього списку ніколи нічого не вилучають.
history-back = До запису
history-changed = Змінено:
history-revert = Повернутися до цієї версії

withdraw = Відкликати
withdraw-title = Відкликати цей запис
withdraw-lead = Відкликаний запис зникає з каталогу. Його код та історія лишаються, і разом із ними зберігається причина.

act-create = Створено
act-revise = Змінено
act-revert = Повернуто до попередньої версії
act-withdraw = Відкликано

note-proposed = Ваша зміна чекає на рецензента. Доти запис лишається без змін.
