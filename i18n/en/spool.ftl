SPL-001 = No rights to { $path }.
    .todo = Give the user under whom the program runs the right to read and write in this folder, or choose another folder.
SPL-002 = The disk is full: { $path } could not be written.
    .todo = Free some space. Nothing is lost; the next run goes on where this one stopped.
SPL-003 = { $path } does not exist.
    .todo = Check whether the folder was moved, renamed or disconnected, then run the program again.
SPL-004 = { $path } is a folder where a file belongs, or a file where a folder belongs.
    .todo = Move it elsewhere or give it another name.
SPL-005 = The system does not allow this name: { $path }.
    .todo = Give the file a shorter name without special characters and put it into inbox again.
SPL-006 = { $path } cannot be moved, because it lies on another disk than the program's folders.
    .todo = Copy the file into the inbox folder. Keep outbox and inbox on one disk.
SPL-007 = { $path } is too large for an order file; it was not read.
    .todo = Check what this file is. If it really holds orders, raise max_size_mib in the section [files] of the settings.
SPL-008 = The disk reported an error at { $path }: { $reason }.
    .todo = Check the disk and the connection to it. Nothing is lost; the next run tries again.
SPL-010 = { $path } is a folder with the name of a file; it was left alone.
    .todo = Put the XML files themselves into inbox and remove this folder.
    .names = person
SPL-011 = { $path } is a link; links are not followed.
    .todo = Put the file itself in its place.
    .names = person
SPL-012 = { $path } is not an ordinary file; it was left alone.
    .todo = Remove it from the folder.
    .names = person
SPL-013 = { $path } is not an XML file; it was left alone.
    .todo = Nothing, if it lies here on purpose. Otherwise move it elsewhere; unpack a ZIP archive into this folder first.
SPL-014 = The receipt { $path } cannot be read: { $reason }.
    .todo = If it was changed by hand, undo the change. The document in Optima is not affected.
SPL-015 = The receipt { $path } was written by a newer version of the program.
    .todo = Install that version.
SPL-016 = Other users of this computer can read { $path } (mode { $mode }).
    .todo = { $secret ->
        [mail] Take their rights away (chmod 600) and change the mailbox's password, for the file may have been read.
        [base] Take their rights away (chmod 600) and change the password of the user in SQL Server, for the file may have been read.
        [application] Take their rights away (chmod 600) and make a new Client Secret at https://apps.developer.allegro.pl, for the file may have been read.
        [panel] Remove this file, for it may have been read. The program makes a new key of the panel when it starts next.
       *[login] Take their rights away (chmod 600) and log in to Allegro again, for the file may have been read.
    }
SPL-020 = No right to the file { $path }; it lies there still, and other files go on.
    .todo = Give the user under whom the program runs the right to read, rename and remove this file. The program tries again by itself.
    .names = person
SPL-021 = Another program has the file { $path } open; other files go on.
    .todo = Close that program. Ours tries again by itself.
    .names = person
SPL-022 = The file { $path } went while it was worked on; other files go on.
    .todo = If somebody took it away on purpose, nothing need be done. Otherwise find it and put it into the inbox folder again.
    .names = person
SPL-023 = The disk reported an error at the file { $path }; it lies there still, and other files go on.
    .todo = Check the disk and the way to it. The program tries again by itself. If you have a copy of this file, you may put it into the inbox folder: no second document is made of it.
    .names = person
SPL-024 = The file { $path } could not be read or moved: { $reason }. Other files go on.
    .todo = The program tries again by itself. If that does not help, copy the file into the inbox folder under a shorter name and remove the old one.
    .names = person
SPL-025 = The file { $path } is still being written.
    .todo = Nothing: the program takes it when it is all there.
    .names = person
SPL-026 = The file { $path } was changed after it was refused; it does not go back into the inbox folder by itself any more.
    .todo = If it is right now, move it into the inbox folder. The program does so three times at most, and only with a file that can be read to its end.
    .names = person
SPL-027 = The file { $path } is left of an import that broke off.
    .todo = Nothing is lost: the next import takes it. If it lies here still after that, "allegro-optima import" says why.
    .names = person
SPL-028 = The file { $path } cannot be put into the folder { $folder }: { $reason }. Files that go elsewhere go on.
    .todo = Give the user under whom the program runs the right to write in this folder, free some space, or put the folder back where it was. Nothing is lost: the program puts the file there by itself, and no second document is made of it.
    .names = person
SPL-029 = The file { $path } cannot be taken out of the folder { $folder }: { $reason }. Files of other folders go on.
    .todo = Give the user under whom the program runs the right to read and write in this folder, or move the files in it to the inbox folder. The program tries again by itself.
    .names = person
SPL-030 = The file { $path } lies in the folder of files that the program is just working on; the program did not put it there.
    .todo = Nothing: the next import moves it to the inbox folder and takes it. Put new files right into the inbox folder.
    .names = person
SPL-031 = In the folder { $path } there are XML files that the program does not take.
    .todo = Move them right into the inbox folder, or write subfolders = true into the part [watch] of the settings; the program looks { $deep } folders deep at most.
    .names = person
SPL-032 = { $path } was passed over because of its name: hidden and temporary files and folders, and those saved as text, are called so.
    .todo = If it is a document, rename the file so that its name ends with .xml and begins with neither a point nor a tilde. On Windows, have Explorer show the extensions of file names.
    .names = person
