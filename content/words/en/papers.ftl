# /report and /export. Values in { } are filled in; keep every <b> closed.

command-export = a copy of everything I know about you

export-confirm = <b>📄 Everything I know about you</b>
    One file with tables for a spreadsheet, the same as JSON, and a page that explains the fields.

    This file holds your health answers. Anyone who has it can read it, and Telegram carries it. Keep it safe.
export-confirm-no-health = <b>📄 Everything I know about you</b>
    One file with tables for a spreadsheet, the same as JSON, and a page that explains the fields.

    There are no health answers in it, because you gave no consent to keep any. Keep it safe all the same.
export-making = <b>📄 Your copy</b>
    It comes in the next message.
export-made = <b>📄 Everything I know about you</b>
    As of { $made }. Start with README.txt in it.

    Anyone who has this file can read it. If you do not need it any more, delete the message.
export-cancelled = <b>No file was made</b>
    If you want it later: /export
export-nobody = I keep nothing about you, so there is nothing to give you. /start begins.
export-before-consent = I keep nothing about your health yet, because you have not agreed to it. What I have is your chat's number, your language and what you set so far, such as your time zone. When you have set me up, /export gives you a copy of everything. /start goes on.
button-export-make = Make the file
