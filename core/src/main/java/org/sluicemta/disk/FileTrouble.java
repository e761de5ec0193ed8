package org.sluicemta.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What is wrong with a file, for an operator: Java says only its name, or the name of an exception. */
public final class FileTrouble {
    private FileTrouble() {}

    public static String of(IOException e) {
        return switch (e) {
            case NoSuchFileException none -> none.getFile() + " does not exist";
            case AccessDeniedException denied ->
                denied.getFile() + " is not open to this user. Run as the user who owns it, or give it to this one with"
                        + " chown";
            case FileAlreadyExistsException there -> there.getFile() + " exists already";
            case NotDirectoryException file -> file.getFile() + " is not a directory";
            case FileSystemException other -> other.getFile() + ": " + reason(other);
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }

    private static String reason(FileSystemException e) {
        return e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
    }
}
